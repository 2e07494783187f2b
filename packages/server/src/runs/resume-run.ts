import type {Call} from '../call.ts'
import {ChatKitError} from '../errors.ts'
import {followRun} from './follow-run.ts'
import type {RunResult} from './follow-run.ts'
import type {RunRecord} from './run-record.ts'
import type {RunRequest} from './run-request.ts'

/** If this request was sent before: the run that it started then. Null for a new one, and for one without a run id. */
export async function resumeRun<Context>(call: Call<Context>): Promise<RunResult | null> {
  const {server, context, run} = call
  if (run === undefined) return null
  const known = await server.store.loadRun(run.id, context)
  return known === null ? null : resumeKnown(call, run, known)
}

/** Follows a run that a request has met. Rejects with Conflict if it is another request's. */
export function resumeKnown<Context>(
  {server, context}: Call<Context>,
  request: RunRequest,
  run: RunRecord,
): Promise<RunResult> {
  if (run.bodyHash === request.bodyHash) return followRun(server, run, context, request.after)
  throw new ChatKitError(
    'Conflict',
    'This Idempotency-Key was used for another request. Use a new one for each question.',
  )
}
