import type {ThreadItem} from '../types/items.ts'
import type {Page} from '../types/page.ts'
import type {Thread, ThreadStatus} from '../types/thread.ts'
import {toUtc} from './date.ts'
import {visibleItems} from './items.ts'
import {byType, model, nested, plain, withDefault} from './model.ts'

const pageOf = <T>(convert: (data: T[]) => T[]): ((page: Page<T>) => Page<T>) =>
  model<Page<T>>({
    data: {convert, byDefault: () => []},
    has_more: withDefault<boolean>(() => false),
    after: plain,
  })

export const itemPage = pageOf<ThreadItem>(visibleItems)

const status = byType<ThreadStatus>({
  active: {type: plain},
  locked: {type: plain, reason: plain},
  closed: {type: plain, reason: plain},
})

/** A thread's metadata is the server's own: a client sees `{}`, always, as from openai-chatkit 1.6.5 (server.py `_to_thread_response`). */
const emptyMetadata = {convert: () => ({}), byDefault: () => ({})}

export const thread = model<Thread>({
  id: plain,
  created_at: nested<string>(toUtc),
  title: plain,
  status: {convert: status, byDefault: (): ThreadStatus => ({type: 'active'})},
  allowed_image_domains: plain,
  metadata: emptyMetadata,
  items: {convert: itemPage, byDefault: () => ({data: [], has_more: false})},
})

export const threadPage = pageOf<Thread>((threads) => threads.map((value) => thread(value)))
