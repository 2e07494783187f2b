import type {ThreadCustomActionParams, ThreadStreamEvent} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import type {TurnResult} from '../process.ts'
import {readerOf, toFrames} from '../runs/replay.ts'
import {loadSender} from './sender.ts'
import {withTurn} from './with-turn.ts'

/** Runs a widget's action and streams what comes of it. */
export async function threadsCustomAction<Context>(
  call: Call<Context>,
  {thread_id: threadId, item_id: itemId, action}: ThreadCustomActionParams,
): Promise<TurnResult> {
  const {server, context} = call
  await server.store.loadThread(threadId, context)
  const sender = await loadSender(call, threadId, itemId)
  if (sender !== null && sender.type !== 'widget') return refuse(call, threadId)
  return withTurn(call, threadId, async (thread) => ({
    hook: (options) => server.action(thread, action, sender, context, options),
  }))
}

// One event and no `stream_options`: a stock client expects a stream here, not a status. Nothing is begun, so there is no run either.
function refuse<Context>({run}: Call<Context>, threadId: string): TurnResult {
  if (run !== undefined) return {kind: 'run', runId: run.id, threadId, frames: readerOf(toFrames([REFUSAL]))}
  return {kind: 'stream', threadId, events: only(REFUSAL)}
}

const REFUSAL: ThreadStreamEvent = {type: 'error', code: 'stream.error', allow_retry: false}

async function* only(event: ThreadStreamEvent): AsyncGenerator<ThreadStreamEvent, void, undefined> {
  yield event
}
