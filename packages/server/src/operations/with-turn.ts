import type {ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {ChatKitError, CustomStreamError} from '../errors.ts'
import {cancellable} from '../pipeline/cancellable.ts'
import {runTurn} from '../pipeline/run-turn.ts'
import type {TurnResult} from '../process.ts'
import {beginRun, RunTakenError} from '../runs/begin-run.ts'
import {giveWay} from '../runs/give-way.ts'
import {resumeKnown, resumeRun} from '../runs/resume-run.ts'
import {carryOut} from '../runs/carry-out.ts'
import type {Store} from '../store.ts'
import type {Turn} from '../turns.ts'
import type {TurnPlan} from './turn-plan.ts'

/**
 * Checks what can be refused and stores what the turn begins with. Everything goes through the store that it is given, which is a
 * transaction: a turn that is refused leaves nothing behind.
 */
export type PrepareTurn<Context> = (thread: ThreadMetadata, store: Store<Context>) => Promise<TurnPlan>

/**
 * Opens a turn on a thread that exists: checks access, takes the thread's turn, lets the operation prepare, and returns the stream.
 * Whatever is refused on the way is refused before the first byte, and the thread is free again. A request that was sent before gets
 * the run that it started then.
 */
export async function withTurn<Context>(
  call: Call<Context>,
  threadId: string,
  prepare: PrepareTurn<Context>,
): Promise<TurnResult> {
  const {server, context, signal, run} = call
  const {turns, store} = server
  const known = await resumeRun(call)
  if (known !== null) return known
  const releasesBefore = turns.releases
  // Access first: who may not see a thread must not learn whether it is busy.
  let thread = await store.loadThread(threadId, context)
  const begun = run === undefined ? undefined : turns.whenBegun(threadId, run.id)
  if (begun !== undefined) {
    // The same request a moment after the first is not a second turn.
    await begun
    const twin = await resumeRun(call)
    if (twin !== null) return twin
  }
  const turn = await turns.acquire(threadId, {signal, runId: run?.id})
  return openTurn(
    call,
    turn,
    async () => {
      const waited = await giveWay(call, threadId)
      // Another turn may have changed the thread between the read and now.
      if (waited || turns.releases !== releasesBefore) thread = await store.loadThread(threadId, context)
      if (server.enforceThreadStatus) assertActive(thread)
      return thread
    },
    prepare,
  )
}

/** Begins a turn that is held already. It is released when it is over, or here if it cannot begin. */
export async function openTurn<Context>(
  call: Call<Context>,
  turn: Turn,
  findThread: () => ThreadMetadata | Promise<ThreadMetadata>,
  prepare: PrepareTurn<Context>,
): Promise<TurnResult> {
  const {server, context, metadata, signal, run} = call
  const {controller} = turn
  let release = turn.release
  try {
    const thread = await findThread()
    const leave = await server.admitTurn(thread.id, context, {signal: controller.signal, metadata})
    release = once(() => {
      leave?.()
      turn.release()
    })
    turn.thread = thread
    if (run === undefined) {
      const plan = await server.store.transaction(context, (store) => prepare(thread, store))
      turn.begin()
      const events = streamPlan(call, turn, thread, plan, release)
      return {kind: 'stream', threadId: thread.id, events: cancellable(events, controller, signal)}
    }
    const {plan, record, writer} = await beginRun(call, run, turn, thread, prepare)
    const events = streamPlan(call, turn, thread, plan, release)
    // Not the request's signal: the run lives apart from the connection that began it.
    carryOut(call, record, {events: cancellable(events, controller, undefined), writer, controller})
    turn.begin()
    return await resumeKnown(call, run, record)
  } catch (error) {
    release()
    if (run !== undefined && error instanceof RunTakenError) return await resumeKnown(call, run, error.run)
    throw error
  }
}

/**
 * Runs the pipeline for what an operation has prepared. It keeps nothing of the call that it does not need: the signal is that of a request,
 * which some platforms keep whole as long as its signal.
 */
function streamPlan<Context>(
  {server, context, metadata, report}: Call<Context>,
  {controller}: Turn,
  thread: ThreadMetadata,
  {hook, opening = [], leading = []}: TurnPlan,
  release: () => void,
): AsyncGenerator<ThreadStreamEvent, void, undefined> {
  const clearLimit = limitTime(controller, server.limits.maxTurnMs)
  return runTurn({
    thread,
    context,
    store: server.store,
    controller,
    opening,
    leading,
    source: () => hook({signal: controller.signal, metadata}),
    streamOptions: () => server.getStreamOptions(thread, context),
    onCancelled: (pendingItems) => server.onCancelled(thread, pendingItems, context),
    report: (error) => report(error, thread.id),
    release: () => {
      clearLimit()
      release()
    },
  })
}

function once(work: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
  }
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
