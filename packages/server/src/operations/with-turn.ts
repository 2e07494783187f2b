import type {ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {ChatKitError, CustomStreamError} from '../errors.ts'
import {cancellable} from '../pipeline/cancellable.ts'
import {runTurn} from '../pipeline/run-turn.ts'
import type {StreamResult} from '../process.ts'
import type {HookOptions} from '../server.ts'
import type {Turn} from '../turns.ts'

/** What an operation has prepared, and stored, by the time its stream may begin. */
export interface TurnPlan {
  /** Sent first, as they are. Default none. */
  opening?: ThreadStreamEvent[]
  /** Sent after `stream_options`, through the pipeline, which stores them. Default none. */
  leading?: ThreadStreamEvent[]
  /** Calls the hook. */
  hook: (options: HookOptions) => AsyncIterable<ThreadStreamEvent>
}

/**
 * Opens a turn on a thread that exists: checks access, takes the thread's turn, lets the operation prepare, and returns the stream.
 * Whatever is refused on the way is refused before the first byte, and the thread is free again.
 */
export async function withTurn<Context>(
  call: Call<Context>,
  threadId: string,
  prepare: (thread: ThreadMetadata) => Promise<TurnPlan>,
): Promise<StreamResult> {
  const {server, context, signal} = call
  const {turns, store} = server
  const releasesBefore = turns.releases
  // Access first: who may not see a thread must not learn whether it is busy.
  let thread = await store.loadThread(threadId, context)
  const turn = await turns.acquire(threadId, signal)
  try {
    // Another turn may have changed the thread between the read and now.
    if (turns.releases !== releasesBefore) thread = await store.loadThread(threadId, context)
    if (server.enforceThreadStatus) assertActive(thread)
    return streamTurn(call, turn, thread, await prepare(thread))
  } catch (error) {
    turn.release()
    throw error
  }
}

/** Starts the pipeline for a turn that is held already. The stream releases it. */
export function streamTurn<Context>(
  call: Call<Context>,
  turn: Turn,
  thread: ThreadMetadata,
  plan: TurnPlan,
): StreamResult {
  const {server, context, metadata, signal} = call
  const {controller} = turn
  turn.thread = thread
  const clearLimit = limitTime(controller, server.limits.maxTurnMs)
  const events = runTurn({
    thread,
    context,
    store: server.store,
    controller,
    opening: plan.opening ?? [],
    leading: plan.leading ?? [],
    source: () => plan.hook({signal: controller.signal, metadata}),
    streamOptions: () => server.getStreamOptions(thread, context),
    onCancelled: (pendingItems) => server.onCancelled(thread, pendingItems, context),
    report: (error) => call.report(error, thread.id),
    release: () => {
      clearLimit()
      turn.release()
    },
  })
  return {kind: 'stream', threadId: thread.id, events: cancellable(events, controller, signal)}
}

/** Stops a turn after a time. Returns what calls that off. */
function limitTime(controller: AbortController, milliseconds: number): () => void {
  const tooLong = (): void =>
    controller.abort(new CustomStreamError('This answer took too long and was stopped.', {allowRetry: true}))
  const timer = setTimeout(tooLong, milliseconds)
  // In Node a timer alone must not keep the process alive; elsewhere timers are plain numbers.
  if (typeof timer === 'object') timer.unref()
  return () => clearTimeout(timer)
}

function assertActive({status}: ThreadMetadata): void {
  if (status.type === 'active') return
  const why = status.reason === undefined || status.reason === '' ? '' : ` ${status.reason}`
  throw new ChatKitError('Forbidden', `This conversation is ${status.type}.${why} Start a new one to go on.`)
}
