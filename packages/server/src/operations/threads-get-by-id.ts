import type {ThreadGetByIdParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {toClientPage, toClientThread} from '../client-thread.ts'
import type {ProcessResult} from '../process.ts'
import {DEFAULT_PAGE_SIZE} from './page-query.ts'
import {findLiveRun} from '../runs/find-live-run.ts'

/** A thread with its oldest items; clients go on with `items.list`. Names the run that is writing on it, if there is one. */
export async function threadsGetById<Context>(
  {server, context}: Call<Context>,
  {thread_id: threadId}: ThreadGetByIdParams,
): Promise<ProcessResult> {
  const {store} = server
  const thread = await store.loadThread(threadId, context)
  const items = await store.loadThreadItems(threadId, {limit: DEFAULT_PAGE_SIZE, after: null, order: 'asc'}, context)
  // After the items: what a run adds in between is then in its stream, if not in the page.
  const run = await findLiveRun(server, threadId, context)
  const body = toClientThread(thread, toClientPage(items))
  return {kind: 'json', body, ...(run === null ? {} : {runId: run.id})}
}
