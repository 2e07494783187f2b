import {z} from 'zod'
import {annotation} from './annotations.ts'
import {freeForm} from './primitives.ts'

const textContent = z.object({type: z.literal('input_text'), text: z.string()})

const tagContent = z.object({
  type: z.literal('input_tag'),
  id: z.string(),
  text: z.string(),
  // The reference requires `data`; the published client types make it optional.
  data: freeForm.default(() => ({})),
  group: z.string().optional(),
  interactive: z.boolean().default(false),
})

export const userMessageContent = z.discriminatedUnion('type', [textContent, tagContent])

export const assistantMessageContent = z.object({
  type: z.literal('output_text').default('output_text'),
  text: z.string(),
  annotations: z.array(annotation).default(() => []),
})
