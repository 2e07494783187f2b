import type {ThreadAddUserMessageParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import type {TurnResult} from '../process.ts'
import {checkUserMessage, storeUserMessage} from './user-message.ts'
import {withTurn} from './with-turn.ts'

/** Adds a message to a thread and answers it. */
export function threadsAddUserMessage<Context>(
  call: Call<Context>,
  {thread_id: threadId, input}: ThreadAddUserMessageParams,
): Promise<TurnResult> {
  return withTurn(call, threadId, async (thread, store) => {
    const item = await storeUserMessage(call, store, thread, await checkUserMessage(call, store, input))
    return {
      opening: [{type: 'thread.item.done', item}],
      hook: (options) => call.server.respond(thread, item, call.context, options),
    }
  })
}
