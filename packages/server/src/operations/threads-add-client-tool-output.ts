import type {ClientToolCallItem, ThreadAddClientToolOutputParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {ChatKitError} from '../errors.ts'
import type {TurnResult} from '../process.ts'
import {isPending} from '../is-pending.ts'
import {withTurn} from './with-turn.ts'

// As far as the reference looks for other pending calls.
const LOOK_BACK = 20

/**
 * Completes the newest pending client tool call and lets the turn go on.
 *
 * The request has no call id. The reference accepts only the very newest item, which a hidden item in front of it breaks; here the
 * newest pending call among the last 20 items is taken. Any other pending call among them is deleted, as in the reference.
 */
export function threadsAddClientToolOutput<Context>(
  call: Call<Context>,
  {thread_id: threadId, result}: ThreadAddClientToolOutputParams,
): Promise<TurnResult> {
  const {server, context} = call
  return withTurn(call, threadId, async (thread, store) => {
    const recent = await store.loadThreadItems(threadId, {limit: LOOK_BACK, after: null, order: 'desc'}, context)
    const [newest, ...others] = recent.data.filter(
      (item): item is ClientToolCallItem => item.type === 'client_tool_call' && isPending(item),
    )
    if (newest === undefined) {
      throw new ChatKitError('Conflict', 'No tool call is waiting for a result in this conversation.')
    }
    await store.saveItem(threadId, {...newest, status: 'completed', output: result}, context)
    for (const other of others) await store.deleteThreadItem(threadId, other.id, context)
    return {hook: (options) => server.respond(thread, null, context, options)}
  })
}
