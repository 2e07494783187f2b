import type {ItemFeedbackParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {ChatKitError} from '../errors.ts'

/** Hands a rating to the app. The thread must be the caller's; which items a client names is not checked. */
export async function itemsFeedback<Context>(
  {server, context, signal, metadata}: Call<Context>,
  {thread_id: threadId, item_ids: itemIds, kind}: ItemFeedbackParams,
): Promise<Record<string, never>> {
  const limit = server.limits.maxFeedbackItems
  if (itemIds.length > limit) throw new ChatKitError('InvalidRequest', `Please rate at most ${limit} items at once.`)
  await server.store.loadThread(threadId, context)
  await server.addFeedback(threadId, itemIds, kind, context, {signal, metadata})
  return {}
}
