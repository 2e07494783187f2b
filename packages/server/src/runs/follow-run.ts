import type {ChatKitServer} from '../server.ts'
import {readerOf, replayEvents, RUN_FAILED_FRAME, toFrames} from './replay.ts'
import {RunLostError} from './run-log.ts'
import type {RunReader} from './run-log.ts'
import type {RunRecord} from './run-record.ts'

/** A run's events as the text of their frames, for one client. */
export interface RunResult {
  kind: 'run'
  runId: string
  threadId: string
  frames: RunReader
}

/**
 * Follows a run from event `after` on: live while its log is there, else from the store. A run whose process died is noticed here; its
 * readers get an error that offers Retry.
 */
export async function followRun<Context>(
  server: ChatKitServer<Context>,
  run: RunRecord,
  context: Context,
  after: number,
): Promise<RunResult> {
  const {runLog, store} = server
  const result = (frames: RunReader): RunResult => ({kind: 'run', runId: run.id, threadId: run.threadId, frames})
  const live = await runLog.read(run.logId, after)
  if (live !== null) return result(untilLost(live, () => markFailed(server, run, context)))
  const ended = run.state === 'running' ? await markFailed(server, run, context) : run
  return result(readerOf(toFrames(await replayEvents(ended, after, store, context))))
}

/** Writes down that a run has died, unless it ended after all. Returns the run as it is now. */
export async function markFailed<Context>(
  {store}: ChatKitServer<Context>,
  run: RunRecord,
  context: Context,
): Promise<RunRecord> {
  const current = (await store.loadRun(run.id, context)) ?? run
  if (current.state !== 'running') return current
  const failed: RunRecord = {...current, state: 'failed'}
  await store.saveRun(failed, context)
  return failed
}

/** Ends a reader of a run that cannot be followed any further with an error event. */
function untilLost(reader: RunReader, onLost: () => Promise<unknown>): RunReader {
  let lost = false
  // A reaction and no async function: this runs for every chunk of every reader.
  const onFailure = async (error: unknown): Promise<string> => {
    if (!(error instanceof RunLostError)) throw error
    lost = true
    await onLost()
    return RUN_FAILED_FRAME
  }
  return {
    next: () => (lost ? Promise.resolve(null) : reader.next().catch(onFailure)),
    close: () => reader.close(),
  }
}
