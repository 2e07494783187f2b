import type {ThreadCustomActionParams, ThreadStreamEvent} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import type {StreamResult} from '../process.ts'
import {loadSender} from './sender.ts'
import {withTurn} from './with-turn.ts'

/** Runs a widget's action and streams what comes of it. */
export async function threadsCustomAction<Context>(
  call: Call<Context>,
  {thread_id: threadId, item_id: itemId, action}: ThreadCustomActionParams,
): Promise<StreamResult> {
  const {server, context} = call
  await server.store.loadThread(threadId, context)
  const sender = await loadSender(call, threadId, itemId)
  if (sender !== null && sender.type !== 'widget') return {kind: 'stream', threadId, events: refuse()}
  return withTurn(call, threadId, async (thread) => ({
    hook: (options) => server.action(thread, action, sender, context, options),
  }))
}

// One event and no `stream_options`: a stock client expects a stream here, not a status.
async function* refuse(): AsyncGenerator<ThreadStreamEvent, void, undefined> {
  yield {type: 'error', code: 'stream.error', allow_retry: false}
}
