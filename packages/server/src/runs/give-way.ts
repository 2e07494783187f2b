import type {Call} from '../call.ts'
import {busy} from '../turns.ts'

/**
 * Applies the turn policy to an answer that another process is writing on the same thread. Within this process `TurnLocks` has done so
 * already. Resolves with whether there was one to wait for.
 */
export async function giveWay<Context>({server, context}: Call<Context>, threadId: string): Promise<boolean> {
  const {runLog, store, turns} = server
  if (!runLog.shared) return false
  const run = await store.loadRunningRun(threadId, context)
  if (run === null || !(await runLog.isAlive(run.logId))) return false
  if (turns.policy === 'reject') throw busy()
  if (turns.policy === 'cancelPrevious') await runLog.cancel(run.logId)
  else await runLog.whenEnded(run.logId)
  return true
}
