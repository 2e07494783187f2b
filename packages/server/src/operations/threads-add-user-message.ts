import type {ThreadAddUserMessageParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import type {StreamResult} from '../process.ts'
import {checkUserMessage, storeUserMessage} from './user-message.ts'
import {withTurn} from './with-turn.ts'

/** Adds a message to a thread and answers it. */
export function threadsAddUserMessage<Context>(
  call: Call<Context>,
  {thread_id: threadId, input}: ThreadAddUserMessageParams,
): Promise<StreamResult> {
  return withTurn(call, threadId, async (thread) => {
    const item = await storeUserMessage(call, thread, await checkUserMessage(call, input))
    return {
      opening: [{type: 'thread.item.done', item}],
      hook: (options) => call.server.respond(thread, item, call.context, options),
    }
  })
}
