import {z} from 'zod'
import {fileSource, urlSource} from './annotations.ts'
import {count, iconName} from './primitives.ts'

const base = {
  status_indicator: z.enum(['none', 'loading', 'complete']).default('none'),
  title: z.string().optional(),
}

export const task = z.discriminatedUnion('type', [
  z.object({...base, type: z.literal('custom'), icon: iconName.optional(), content: z.string().optional()}),
  z.object({
    ...base,
    type: z.literal('web_search'),
    title_query: z.string().optional(),
    queries: z.array(z.string()).default(() => []),
    sources: z.array(urlSource).default(() => []),
  }),
  z.object({...base, type: z.literal('thought'), content: z.string()}),
  z.object({...base, type: z.literal('file'), sources: z.array(fileSource).default(() => [])}),
  z.object({...base, type: z.literal('image')}),
])

const summary = z.union([z.object({title: z.string(), icon: iconName.optional()}), z.object({duration: count})], {
  error: 'must have a "title" and perhaps an "icon", or a "duration" in whole seconds',
})

export const workflow = z.object({
  type: z.enum(['custom', 'reasoning']),
  tasks: z.array(task),
  summary: summary.optional(),
  expanded: z.boolean().default(false),
})
