import type {Call} from '../call.ts'
import type {RunRecord} from './run-record.ts'
import {writeRun} from './write-run.ts'
import type {RunInput, RunOutcome} from './write-run.ts'

/** Lets a run go its way, apart from the request that began it, and writes down how it ended. */
export function carryOut<Context>(
  {server, context, report}: Call<Context>,
  record: RunRecord,
  input: Pick<RunInput, 'events' | 'writer' | 'controller'>,
): void {
  const {writer, controller} = input
  const onError = (error: unknown): void => report(error, record.threadId)
  const onEnd = async ({logged, ...outcome}: RunOutcome): Promise<void> => {
    // The record before the log's end: a reader who sees the end may ask for the record at once.
    await server.store.saveRun({...record, ...outcome}, context).catch(onError)
    await (logged ? writer.end() : writer.fail()).catch(onError)
  }
  const written = writeRun({...input, maxChars: server.limits.maxRunChars, report: onError})
  server.runs.add(controller, written.then(onEnd))
}
