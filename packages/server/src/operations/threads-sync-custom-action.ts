import type {SyncCustomActionResponse, ThreadCustomActionParams} from 'chatkit-protocol'
import {isHiddenItem} from 'chatkit-protocol/serialize'
import type {Call} from '../call.ts'
import {ChatKitError} from '../errors.ts'
import {loadSender} from './sender.ts'

/** Runs a widget's action that is allowed while an answer streams. */
export async function threadsSyncCustomAction<Context>(
  call: Call<Context>,
  {thread_id: threadId, item_id: itemId, action}: ThreadCustomActionParams,
): Promise<SyncCustomActionResponse> {
  const {server, context, signal, metadata} = call
  const thread = await server.store.loadThread(threadId, context)
  const sender = await loadSender(call, threadId, itemId)
  if (sender !== null && sender.type !== 'widget') {
    throw new ChatKitError('InvalidRequest', `Item ${sender.id} is not a widget`)
  }
  const {updated_item: item} = await server.syncAction(thread, action, sender, context, {signal, metadata})
  return item === undefined || item === null || isHiddenItem(item) ? {} : {updated_item: item}
}
