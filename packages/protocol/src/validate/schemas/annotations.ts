import {z} from 'zod'
import {freeForm, iconName} from './primitives.ts'

const base = {
  title: z.string(),
  description: z.string().optional(),
  timestamp: z.string().optional(),
  group: z.string().optional(),
}

export const urlSource = z.object({
  ...base,
  type: z.literal('url'),
  url: z.string(),
  attribution: z.string().optional(),
})

export const fileSource = z.object({...base, type: z.literal('file'), filename: z.string()})

const entitySource = z.object({
  ...base,
  type: z.literal('entity'),
  id: z.string(),
  icon: iconName.optional(),
  label: z.string().optional(),
  inline_label: z.string().optional(),
  interactive: z.boolean().default(false),
  data: freeForm.default(() => ({})),
  preview: z.literal('lazy').optional(),
})

export const source = z.discriminatedUnion('type', [urlSource, fileSource, entitySource])

export const annotation = z.object({
  type: z.literal('annotation').default('annotation'),
  source,
  index: z.int().optional(),
})
