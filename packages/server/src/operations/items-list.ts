import type {ItemsListParams, Page, ThreadItem} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {toClientPage} from '../client-thread.ts'
import {toPageQuery} from './page-query.ts'

/** A thread's items without the hidden ones. A thread that is not there has none. */
export async function itemsList<Context>(
  {server, context}: Call<Context>,
  {thread_id: threadId, ...params}: ItemsListParams,
): Promise<Page<ThreadItem>> {
  return toClientPage(await server.store.loadThreadItems(threadId, toPageQuery(params), context))
}
