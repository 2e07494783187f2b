import {randomUUID} from 'node:crypto'
import {ChatKitError} from 'chatkit-server'
import {decideCors, errorResponse, preflightHeaders, type CorsOptions} from 'chatkit-server/http'
import type {MiddlewareHandler} from 'hono'
import type {Logger} from 'pino'

/**
 * One log line a request, with its id, and never a body, a query or a header in it. The id goes back to the client, so that
 * a reader's report can be found in the log.
 */
export function logRequests(logger: Logger): MiddlewareHandler {
  return async (context, next) => {
    const started = performance.now()
    await next()
    const requestId = context.res.headers.get('x-request-id') ?? randomUUID()
    if (!context.res.headers.has('x-request-id')) context.header('x-request-id', requestId)
    const {method, path} = context.req
    const {status} = context.res
    const fields = {requestId, method, path, status, milliseconds: Math.round(performance.now() - started)}
    // Probes come every few seconds and say nothing while all is well.
    const quiet = status < 400 && (path === '/healthz' || path === '/readyz')
    logger[status >= 500 ? 'error' : quiet ? 'debug' : 'info'](fields, 'request')
  }
}

const AGENT_HEADERS = 'Content-Type, Accept, Last-Event-ID, Mcp-Protocol-Version, Mcp-Session-Id, Mcp-Method, Mcp-Name'

/**
 * Whether a page sent this that is not on the list, be it of the host that was called. The chat needs a bearer; `/mcp` does not, and a
 * name that was rebound to this machine's address passes for its own host.
 */
function isUnlisted(request: Request, corsHeaders: Record<string, string>): boolean {
  return request.headers.has('origin') && corsHeaders['access-control-allow-origin'] === undefined
}

/** Answers preflights, refuses pages that are not on the list, and marks every other response for its page. */
export function applyCors(cors: CorsOptions): MiddlewareHandler {
  return async (context, next) => {
    const {allowed, headers} = await decideCors(context.req.raw, cors)
    const agents = context.req.path === '/mcp'
    if (!allowed || (agents && isUnlisted(context.req.raw, headers))) {
      return errorResponse(new ChatKitError('Forbidden', 'This page may not use the assistant.'), headers)
    }
    if (context.req.method === 'OPTIONS')
      return new Response(null, {
        status: 204,
        headers: {
          ...headers,
          ...preflightHeaders(),
          ...(agents ? {'access-control-allow-headers': AGENT_HEADERS} : {}),
        },
      })
    await next()
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    return undefined
  }
}
