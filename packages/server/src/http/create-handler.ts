import {ChatKitError} from '../errors.ts'
import type {TurnResult} from '../process.ts'
import {neverThrow} from '../report.ts'
import type {ErrorInfo, ReportError} from '../report.ts'
import type {ChatKitServer} from '../server.ts'
import {decideCors, preflightHeaders} from './cors.ts'
import type {CorsOptions} from './cors.ts'
import {errorResponse} from './error-response.ts'
import {readJsonBody} from './read-body.ts'
import {toRunBody} from './run-body.ts'
import {answerRunRequest, methodsOf, runIdOf, wrongMethod} from './run-routes.ts'
import {toSseBody} from './sse-body.ts'

/** Limits of the HTTP layer. */
export interface HttpLimits {
  /**
   * Bytes of a request's body. Default 1 MiB: 4,000 characters, a quote and the page's context are a few KB, a minute of compressed
   * speech as base64 about 700 KB.
   */
  maxBodyBytes?: number
}

/** Options of {@link createHandler}. */
export interface HandlerOptions<Context> {
  /** Makes the context of one request; the place to check a session. Throw a ChatKitError, e.g. `Unauthorized`, to refuse. */
  context: (request: Request) => Context | Promise<Context>
  limits?: HttpLimits
  /** Which pages may call. Default: no CORS headers, so only pages of the same origin can read the answers. */
  cors?: CorsOptions
  /** Receives unexpected failures, each once. Default: the server's own `onError`. */
  onError?: ReportError
  /** Milliseconds of silence after which a stream gets a heartbeat comment. Default 15,000. */
  heartbeatMs?: number
}

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024
const NO_STORE = {'cache-control': 'no-store'}
const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: compression in a proxy would hold events back until a block is full.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * Makes the HTTP endpoint of a ChatKit server, with its runs below it (`GET` and `DELETE` of `<endpoint>/runs/<id>`), for anything
 * that speaks Request and Response: Hono, Deno, Bun, Workers, Next.js, or Node with an adapter. Never rejects: every failure becomes a response.
 */
export function createHandler<Context>(
  server: ChatKitServer<Context>,
  options: HandlerOptions<Context>,
): (request: Request) => Promise<Response> {
  const {cors, limits, heartbeatMs} = options
  const onError = neverThrow(options.onError ?? server.onError)
  const maxBodyBytes = limits?.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES

  return async (request) => {
    const info = {requestId: crypto.randomUUID()}
    const runId = runIdOf(request)
    let headers: Record<string, string> = {'x-request-id': info.requestId}
    try {
      const decision = await guard(() => decideCors(request, cors), onError, info)
      headers = {...headers, ...decision.headers}
      if (!decision.allowed) throw new ChatKitError('Forbidden', 'This page may not use the assistant.')
      if (request.method === 'OPTIONS')
        return new Response(null, {status: 204, headers: {...headers, ...preflightHeaders()}})
      if (!methodsOf(runId).split(', ').includes(request.method)) {
        headers = {...headers, allow: methodsOf(runId)}
        throw wrongMethod(runId)
      }
      // Who asks comes first: a stranger's megabyte is not worth reading.
      const context = await guard(() => options.context(request), onError, info)
      if (runId !== null) {
        const run = await guard(() => answerRunRequest(server, request, runId, context), onError, info)
        return run === null
          ? new Response(null, {status: 204, headers: {...headers, ...NO_STORE}})
          : streamResponse(run, headers, {heartbeatMs, onError, info})
      }
      const body = await readJsonBody(request, maxBodyBytes)
      const result = await server.process(body, context, {
        signal: request.signal,
        idempotencyKey: request.headers.get('idempotency-key'),
        lastEventId: request.headers.get('last-event-id'),
        requestId: info.requestId,
        onError,
      })
      if (result.kind === 'json') {
        return Response.json(result.body, {headers: {...headers, ...NO_STORE, ...runHeader(result.runId)}})
      }
      return streamResponse(result, headers, {heartbeatMs, onError, info})
    } catch (error) {
      return errorResponse(ChatKitError.from(error), headers)
    }
  }
}

// Not inside the handler: what is made there keeps the whole Request, 8 KB, as long as its stream.
function streamResponse(
  result: TurnResult,
  headers: Record<string, string>,
  {heartbeatMs, onError, info}: {heartbeatMs: number | undefined; onError: ReportError; info: ErrorInfo},
): Response {
  const {threadId} = result
  const bodyOptions = {
    ...(heartbeatMs === undefined ? {} : {heartbeatMs}),
    onError: (error: unknown) => onError(error, {...info, threadId}),
  }
  return result.kind === 'run'
    ? new Response(toRunBody(result.frames, bodyOptions), {
        headers: {...headers, ...SSE_HEADERS, ...runHeader(result.runId)},
      })
    : new Response(toSseBody(result.events, bodyOptions), {headers: {...headers, ...SSE_HEADERS}})
}

function runHeader(runId: string | undefined): Record<string, string> {
  return runId === undefined ? {} : {'chatkit-run-id': runId}
}

/** Runs a function of the app's and reports what it did not mean to throw. `server.process` does so by itself. */
async function guard<T>(run: () => T | Promise<T>, onError: ReportError, info: ErrorInfo): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const known = ChatKitError.from(error)
    if (known.status >= 500) onError(known.cause ?? known, info)
    throw known
  }
}
