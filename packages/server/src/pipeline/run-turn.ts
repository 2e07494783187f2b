import type {StreamOptions, ThreadItem, ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import {CustomStreamError, StreamError} from '../errors.ts'
import type {Store} from '../store.ts'
import {AbortRace} from './abort-race.ts'
import {isExpectedError, toErrorEvent} from './error-event.ts'
import {PendingItems} from './pending-items.ts'
import {EventPersister} from './persist-event.ts'
import {ThreadWatch} from './thread-watch.ts'

/** Everything that one turn needs. */
export interface TurnInput<Context> {
  thread: ThreadMetadata
  context: Context
  store: Store<Context>
  /** Aborting it stops the turn. The pipeline aborts it too when the turn fails, so that the hook's model call ends. */
  controller: AbortController
  /** Sent first and as they are: what was stored before the stream began. */
  opening: readonly ThreadStreamEvent[]
  /** Go through the pipeline ahead of the hook's own events. */
  leading: readonly ThreadStreamEvent[]
  /** Calls the hook. May throw. */
  source: () => AsyncIterable<ThreadStreamEvent>
  streamOptions: () => StreamOptions | Promise<StreamOptions>
  onCancelled: (pendingItems: ThreadItem[]) => Promise<void>
  report: (error: unknown) => void
  /** Called when the turn is over, however it ends. Calling it again does nothing. */
  release: () => void
}

/**
 * The event pipeline: persists what a hook yields and emits what the client may see, in the reference's order. An item is stored before
 * it is sent; a changed thread is saved and announced right after the event that follows the change; after a failure comes `error`, then
 * `thread.updated`. Source: openai-chatkit 1.6.5, server.py `_process_events`.
 *
 * Iterate it through `cancellable`: `return()` on a bare generator does not reach a hook that is busy.
 */
export async function* runTurn<Context>(turn: TurnInput<Context>): AsyncGenerator<ThreadStreamEvent, void, undefined> {
  const {thread, store, context, controller} = turn
  const {signal} = controller
  const race = new AbortRace(signal)
  const pending = new PendingItems()
  const persister = new EventPersister(thread, store, context, pending)
  const watch = new ThreadWatch(thread, store, context)
  let iterator: AsyncIterator<ThreadStreamEvent> | undefined
  let settled = false
  try {
    race.throwIfAborted()
    for (const event of turn.opening) yield event
    yield {type: 'stream_options', stream_options: await turn.streamOptions()}
    for (let index = 0; ; index++) {
      let event = turn.leading[index]
      if (event === undefined) {
        iterator ??= turn.source()[Symbol.asyncIterator]()
        const step = await race.wait(iterator.next())
        if (step.done === true) {
          iterator = undefined
          break
        }
        event = step.value
      }
      const applied = persister.apply(event)
      // Awaiting a value that is not a promise would cost every delta a turn of the microtask queue.
      const emitted = applied instanceof Promise ? await applied : applied
      race.throwIfAborted()
      if (emitted !== null) yield emitted
      if (watch.hasChanged()) yield await watch.save()
    }
    if (watch.hasChanged()) yield await watch.save()
    settled = true
  } catch (error) {
    settled = true
    if (signal.aborted) {
      await cancel(turn, pending)
      // Before the last event, which a slow reader may leave unread for long.
      turn.release()
      // Stopped by the server, not by the reader: whoever still listens is told why.
      const {reason} = signal
      if (reason instanceof CustomStreamError || reason instanceof StreamError) yield toErrorEvent(reason)
      return
    }
    if (!isExpectedError(error)) turn.report(error)
    yield toErrorEvent(error)
    if (watch.hasChanged()) yield* saveAfterError(turn, watch)
  } finally {
    if (iterator !== undefined) void close(turn, iterator)
    // Only `return()` gets here unsettled: the reader has gone while an event was being sent.
    if (!settled) await cancel(turn, pending)
    turn.release()
  }
}

async function cancel<Context>(turn: TurnInput<Context>, pending: PendingItems): Promise<void> {
  try {
    await turn.onCancelled(pending.values())
  } catch (error) {
    turn.report(error)
  }
}

async function* saveAfterError<Context>(
  turn: TurnInput<Context>,
  watch: ThreadWatch<Context>,
): AsyncGenerator<ThreadStreamEvent> {
  try {
    yield await watch.save()
  } catch (error) {
    turn.report(error)
  }
}

/** Ends the hook's work and lets it clean up. Not awaited: a hook that ignores its signal would hold up everything behind it. */
async function close<Context>(turn: TurnInput<Context>, iterator: AsyncIterator<ThreadStreamEvent>): Promise<void> {
  const {controller} = turn
  controller.abort()
  try {
    await iterator.return?.()
  } catch (error) {
    // Most clients of model APIs end an aborted call by throwing; that is what was asked for.
    if (error !== controller.signal.reason && !isAbortError(error)) turn.report(error)
  }
}

function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
