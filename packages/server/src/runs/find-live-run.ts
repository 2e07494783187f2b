import type {ChatKitServer} from '../server.ts'
import {markFailed} from './follow-run.ts'
import type {RunRecord} from './run-record.ts'

/** The run that is being carried out on a thread right now, or null. One whose process has died is noticed here. */
export async function findLiveRun<Context>(
  server: ChatKitServer<Context>,
  threadId: string,
  context: Context,
): Promise<RunRecord | null> {
  const run = await server.store.loadRunningRun(threadId, context)
  if (run === null) return null
  // A log that cannot be asked is no reason to keep the thread from its reader.
  const isAlive = await server.runLog.isAlive(run.logId).catch(() => undefined)
  if (isAlive === true) return run
  if (isAlive === false) await markFailed(server, run, context)
  return null
}
