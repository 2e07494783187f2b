import type {Page, Thread, ThreadListParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {toClientThread} from '../client-thread.ts'
import {toPageQuery} from './page-query.ts'

/** The caller's threads, without items. */
export async function threadsList<Context>(
  {server, context}: Call<Context>,
  params: ThreadListParams,
): Promise<Page<Thread>> {
  const page = await server.store.loadThreads(toPageQuery(params), context)
  return {...page, data: page.data.map((thread) => toClientThread(thread))}
}
