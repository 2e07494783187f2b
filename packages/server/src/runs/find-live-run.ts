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
  if (await server.runLog.isAlive(run.logId)) return run
  await markFailed(server, run, context)
  return null
}
