import type {Call} from '../call.ts'
import type {RunRecord} from './run-record.ts'
import {writeRun} from './write-run.ts'
import type {RunInput} from './write-run.ts'

/** Lets a run go its way, apart from the request that began it, and writes down how it ended. */
export function carryOut<Context>(
  {server, context, report}: Call<Context>,
  record: RunRecord,
  input: Pick<RunInput, 'events' | 'writer' | 'controller'>,
): void {
  const reportFailure = (error: unknown): void => report(error, record.threadId)
  const ended = async (): Promise<void> => {
    const {logged, ...outcome} = await writeRun({...input, maxChars: server.limits.maxRunChars, report: reportFailure})
    // The record before the log's end: a reader who sees the end may ask for the record at once.
    await server.store.saveRun({...record, ...outcome}, context).catch(reportFailure)
    await (logged ? input.writer.end() : input.writer.fail()).catch(reportFailure)
  }
  server.runs.add(input.controller, ended())
}
