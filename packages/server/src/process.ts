import type {ThreadStreamEvent} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import type {WireValue} from 'chatkit-protocol/serialize'
import {parseRequest} from 'chatkit-protocol/validate'
import type {Call} from './call.ts'
import {ChatKitError} from './errors.ts'
import {runOperation} from './operations/run-operation.ts'
import type {CancellableStream} from './pipeline/cancellable.ts'
import type {RunResult} from './runs/follow-run.ts'
import {checkRunId, hashBody, parseLastEventId} from './runs/run-request.ts'
import {neverThrow} from './report.ts'
import type {ReportError} from './report.ts'
import type {ChatKitServer} from './server.ts'

/** What {@link ChatKitServer.process} needs to know beside body and context. All optional. */
export interface ProcessOptions {
  /** Aborts when the client has gone away; the turn is then cancelled. Default: never. */
  signal?: AbortSignal
  /** Names the request in the log. Default: none. */
  requestId?: string
  /**
   * The request's `Idempotency-Key`. With one, an operation that streams becomes a run: it outlives the request, is carried out once
   * however often the request is sent, and its result is a {@link RunResult}. Default: none.
   */
  idempotencyKey?: string | null
  /** The request's `Last-Event-ID`: the run goes on after this event. Default: from the start. */
  lastEventId?: string | null
  /** Receives unexpected failures of this request. Default: the server's own `onError`. */
  onError?: ReportError
}

/** A turn's events. Iterate to the end, or call `return()`: either releases the thread. */
export interface StreamResult {
  kind: 'stream'
  threadId: string
  events: CancellableStream<ThreadStreamEvent>
}

/** A plain answer. `body` follows the wire rules and is ready for `JSON.stringify`. */
export interface JsonResult {
  kind: 'json'
  body: WireValue
  /** The run that is being carried out on the thread that was asked for. */
  runId?: string
}

/** What an operation that streams gives. */
export type TurnResult = StreamResult | RunResult

export type ProcessResult = TurnResult | JsonResult

/**
 * Parses, validates and runs one request. Rejects with a ChatKitError only; an unexpected failure has been reported by then, once.
 */
export async function processRequest<Context>(
  server: ChatKitServer<Context>,
  body: string | Uint8Array,
  context: Context,
  {signal, requestId, idempotencyKey, lastEventId, onError = server.onError}: ProcessOptions,
): Promise<ProcessResult> {
  let operation: string | undefined
  const safely = neverThrow(onError)
  const report: Call<Context>['report'] = (error, threadId) =>
    safely(error, {
      ...(requestId === undefined ? {} : {requestId}),
      ...(operation === undefined ? {} : {operation}),
      ...(threadId === undefined ? {} : {threadId}),
    })
  try {
    const request = parseRequest(body)
    operation = request.type
    const call: Call<Context> = {
      server,
      context,
      operation,
      metadata: request.metadata ?? {},
      signal: signal ?? new AbortController().signal,
      run: await readRunRequest(body, idempotencyKey, lastEventId),
      report,
    }
    const result = await runOperation(call, request)
    return result.kind === 'json' ? {...result, body: toWire(result.body)} : result
  } catch (error) {
    const known = ChatKitError.from(error)
    if (known.status >= 500) report(known.cause ?? known)
    throw known
  }
}

async function readRunRequest(
  body: string | Uint8Array,
  key: string | null | undefined,
  lastEventId: string | null | undefined,
): Promise<Call<unknown>['run']> {
  if (key === null || key === undefined) return undefined
  return {id: checkRunId(key), after: parseLastEventId(lastEventId), bodyHash: await hashBody(body)}
}
