import {NotFoundError} from '../errors.ts'
import type {ChatKitServer} from '../server.ts'

/** See {@link ChatKitServer.cancelRun}. */
export async function cancelRun<Context>(
  {store, runLog}: ChatKitServer<Context>,
  runId: string,
  context: Context,
): Promise<void> {
  const run = await store.requestRunCancel(runId, context)
  if (run === null) throw new NotFoundError('There is no such answer.')
  if (run.state !== 'running' || (await runLog.cancel(run.logId))) return
  // Nobody is carrying it out: it has just ended, or its process has died.
  const current = await store.loadRun(runId, context)
  if (current?.state === 'running') await store.saveRun({...current, state: 'cancelled'}, context)
}
