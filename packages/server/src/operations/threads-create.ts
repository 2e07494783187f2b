import type {ThreadCreateParams, ThreadMetadata} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {toClientThread} from '../client-thread.ts'
import type {TurnResult} from '../process.ts'
import {resumeRun} from '../runs/resume-run.ts'
import {checkUserMessage, storeUserMessage} from './user-message.ts'
import {openTurn} from './with-turn.ts'

/** Starts a thread with its first message. Thread and message are stored before the stream begins. */
export async function threadsCreate<Context>(call: Call<Context>, {input}: ThreadCreateParams): Promise<TurnResult> {
  const {server, context} = call
  const {store} = server
  const known = await resumeRun(call)
  if (known !== null) return known
  const message = await checkUserMessage(call, store, input)
  const thread: ThreadMetadata = {
    id: store.generateThreadId(context),
    created_at: new Date().toISOString(),
    status: {type: 'active'},
    metadata: {},
  }
  const turn = await server.turns.acquire(thread.id, {signal: call.signal, runId: call.run?.id})
  return openTurn(
    call,
    turn,
    () => thread,
    async (_thread, inside) => {
      await inside.saveThread(thread, context)
      const item = await storeUserMessage(call, inside, thread, message)
      return {
        opening: [
          {type: 'thread.created', thread: toClientThread(thread)},
          {type: 'thread.item.done', item},
        ],
        hook: (options) => server.respond(thread, item, context, options),
      }
    },
  )
}
