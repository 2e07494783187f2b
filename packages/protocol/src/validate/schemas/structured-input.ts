import {z} from 'zod'

export const structuredInputAnswer = z.object({
  values: z.array(z.string()).default(() => []),
  skipped: z.boolean().default(false),
})

const base = {id: z.string(), question: z.string(), answer: structuredInputAnswer.optional()}

export const structuredInput = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('multiple_choice'),
    options: z.array(z.object({value: z.string()})),
    multiple: z.boolean().default(false),
  }),
  z.object({...base, type: z.literal('freeform'), description: z.string().optional()}),
])

export const structuredInputSubmission = z.object({
  status: z.enum(['answered', 'skipped']).default('answered'),
  answers: z.record(z.string(), structuredInputAnswer).default(() => ({})),
})
