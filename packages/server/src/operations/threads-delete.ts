import type {ThreadDeleteParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {NotFoundError} from '../errors.ts'

/** Deletes a thread and its items. A thread that is not there is deleted already. */
export async function threadsDelete<Context>(
  {server: {store, turns}, context}: Call<Context>,
  {thread_id: threadId}: ThreadDeleteParams,
): Promise<Record<string, never>> {
  try {
    await store.loadThread(threadId, context)
  } catch (error) {
    if (error instanceof NotFoundError) return {}
    throw error
  }
  // An answer that is still being written would save its thread again.
  await turns.cancelAll(threadId, 'This conversation was deleted.')
  await store.deleteThread(threadId, context)
  return {}
}
