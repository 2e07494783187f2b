import type {ThreadItem} from 'chatkit-protocol'
import type {Call} from '../call.ts'

/** The item that an action says it comes from, or null if it names none. Rejects with NotFoundError. */
export async function loadSender<Context>(
  {server, context}: Call<Context>,
  threadId: string,
  itemId: string | null | undefined,
): Promise<ThreadItem | null> {
  if (itemId === null || itemId === undefined || itemId === '') return null
  return server.store.loadItem(threadId, itemId, context)
}
