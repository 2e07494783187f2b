import type {ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {generateId} from '../ids.ts'
import type {TurnPlan} from '../operations/turn-plan.ts'
import type {PrepareTurn} from '../operations/with-turn.ts'
import type {Turn} from '../turns.ts'
import {forgetOldRuns} from './forget-old-runs.ts'
import {beyondTheLog} from './run-log.ts'
import type {RunLogWriter} from './run-log.ts'
import type {RunRecord} from './run-record.ts'
import type {RunRequest} from './run-request.ts'

/** The run's id belongs to another run, which is this one if its body is the same. */
export class RunTakenError extends Error {
  override name = 'RunTakenError'
  readonly run: RunRecord

  constructor(run: RunRecord) {
    super(`Run ${run.id} has begun already`)
    this.run = run
  }
}

interface BegunRun {
  plan: TurnPlan
  record: RunRecord
  writer: RunLogWriter
}

/**
 * Stores what a turn begins with and claims the run's id, both or neither. Rejects with {@link RunTakenError} if somebody else has the
 * id. A run that was cancelled before it began keeps its question and gets no answer.
 */
export async function beginRun<Context>(
  call: Call<Context>,
  {id, bodyHash, after}: RunRequest,
  {controller}: Turn,
  thread: ThreadMetadata,
  prepare: PrepareTurn<Context>,
): Promise<BegunRun> {
  const {server, context, operation, report} = call
  // Who has seen events of it has not come to begin it: what they saw has been lost here, and must not be done again.
  if (after > 0) throw beyondTheLog()
  forgetOldRuns(call)
  const logId = generateId('run')
  // Before the claim: a run that others can see without a log would be taken for dead.
  const writer = await server.runLog.open(logId, abortOf(controller))
  try {
    return await server.store.transaction(context, async (store) => {
      const plan = await prepare(thread, store)
      const itemIds = (plan.opening ?? []).flatMap((event) => ('item' in event ? [event.item.id] : []))
      const createdAt = new Date().toISOString()
      const record: RunRecord = {
        id,
        logId,
        bodyHash,
        operation,
        threadId: thread.id,
        state: 'running',
        itemIds,
        createdAt,
      }
      const claim = await store.claimRun(record, context)
      if (!claim.claimed) throw new RunTakenError(claim.run)
      return {plan: claim.cancelled ? {...plan, hook: () => stop(controller)} : plan, record, writer}
    })
  } catch (error) {
    await writer.end().catch(report)
    throw error
  }
}

/** Not a closure in the function above, which would keep all that the turn was prepared with as long as its log. */
function abortOf(controller: AbortController): () => void {
  return () => controller.abort()
}

/** Stops its own turn as soon as it is asked for an event, which is after the opening ones. */
function stop(controller: AbortController): AsyncIterable<ThreadStreamEvent> {
  const next = async (): Promise<IteratorResult<ThreadStreamEvent>> => {
    controller.abort()
    return {done: true, value: undefined}
  }
  return {[Symbol.asyncIterator]: () => ({next})}
}
