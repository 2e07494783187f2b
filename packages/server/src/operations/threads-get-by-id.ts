import type {Thread, ThreadGetByIdParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {toClientPage, toClientThread} from '../client-thread.ts'
import {DEFAULT_PAGE_SIZE} from './page-query.ts'

/** A thread with its oldest items; clients go on with `items.list`. */
export async function threadsGetById<Context>(
  {server: {store}, context}: Call<Context>,
  {thread_id: threadId}: ThreadGetByIdParams,
): Promise<Thread> {
  const thread = await store.loadThread(threadId, context)
  const items = await store.loadThreadItems(threadId, {limit: DEFAULT_PAGE_SIZE, after: null, order: 'asc'}, context)
  return toClientThread(thread, toClientPage(items))
}
