import type {ThreadCreateParams, ThreadMetadata} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {toClientThread} from '../client-thread.ts'
import type {StreamResult} from '../process.ts'
import {checkUserMessage, storeUserMessage} from './user-message.ts'
import {streamTurn} from './with-turn.ts'

/** Starts a thread with its first message. Thread and message are stored before the stream begins. */
export async function threadsCreate<Context>(call: Call<Context>, {input}: ThreadCreateParams): Promise<StreamResult> {
  const {server, context} = call
  const {store} = server
  const message = await checkUserMessage(call, input)
  const thread: ThreadMetadata = {
    id: store.generateThreadId(context),
    created_at: new Date().toISOString(),
    status: {type: 'active'},
    metadata: {},
  }
  const turn = await server.turns.acquire(thread.id, call.signal)
  try {
    await store.saveThread(thread, context)
    const item = await storeUserMessage(call, thread, message).catch(async (error: unknown) => {
      // No conversation should be left behind that holds nothing. The first failure is the one to report.
      await store.deleteThread(thread.id, context).catch(() => {})
      throw error
    })
    return streamTurn(call, turn, thread, {
      opening: [
        {type: 'thread.created', thread: toClientThread(thread)},
        {type: 'thread.item.done', item},
      ],
      hook: (options) => server.respond(thread, item, context, options),
    })
  } catch (error) {
    turn.release()
    throw error
  }
}
