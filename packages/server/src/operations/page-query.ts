import type {ItemsListParams, ThreadListParams} from 'chatkit-protocol'
import type {PageQuery} from '../store.ts'

/** What a page holds when the client does not say. Source: openai-chatkit 1.6.5, server.py. */
export const DEFAULT_PAGE_SIZE = 20
/** What a page holds at most, whatever the client says. */
export const MAX_PAGE_SIZE = 100

/** Fills in the defaults: no limit, null and 0 mean 20; everything else is brought into 1 to 100. */
export function toPageQuery({limit, after, order}: ThreadListParams | Omit<ItemsListParams, 'thread_id'>): PageQuery {
  const wanted = limit || DEFAULT_PAGE_SIZE
  return {
    limit: Math.min(MAX_PAGE_SIZE, Math.max(1, Math.trunc(wanted))),
    after: after || null,
    order: order ?? 'desc',
  }
}
