import {z} from 'zod'
import {threadItem} from './items.ts'
import {dateTime, freeForm} from './primitives.ts'

export const threadStatus = z.discriminatedUnion('type', [
  z.object({type: z.literal('active')}),
  z.object({type: z.literal('locked'), reason: z.string().optional()}),
  z.object({type: z.literal('closed'), reason: z.string().optional()}),
])

export const threadMetadata = z.object({
  id: z.string(),
  created_at: dateTime,
  title: z.string().optional(),
  status: threadStatus.default(() => ({type: 'active' as const})),
  allowed_image_domains: z.array(z.string()).optional(),
  metadata: freeForm.default(() => ({})),
})

/** A page of whatever the schema describes. */
const page = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({
    data: z.array(entry).default(() => []),
    has_more: z.boolean().default(false),
    after: z.string().optional(),
  })

export const itemPage = page(threadItem)
export const thread = threadMetadata.extend({items: itemPage})
export const threadPage = page(thread)
