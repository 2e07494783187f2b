import type {Call} from '../call.ts'

const HOUR_MS = 3_600_000

/** How long a run is remembered: no client sends a question again after a day. */
export const RUN_KEPT_MS = 24 * HOUR_MS

/** Lets the store forget old runs, at most once an hour, beside the request that happens to come by. */
export function forgetOldRuns<Context>({server: {runs, store}, report}: Call<Context>, now: number = Date.now()): void {
  if (now < runs.nextSweep) return
  runs.nextSweep = now + HOUR_MS
  store.deleteRunsBefore(new Date(now - RUN_KEPT_MS).toISOString()).catch(report)
}
