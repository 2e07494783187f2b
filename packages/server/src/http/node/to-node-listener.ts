import type {ServerResponse} from 'node:http'
import {ChatKitError} from '../../errors.ts'
import {neverThrow, reportToConsole} from '../../report.ts'
import type {ReportError} from '../../report.ts'
import {errorResponse} from '../error-response.ts'
import {ignore} from './ignore.ts'
import type {NodeRequest, NodeResponse} from './node-types.ts'
import {discardBody} from './request-body.ts'
import {sendResponse} from './send-response.ts'
import {toRequest} from './to-request.ts'

/** Node's own side of an exchange, for what no web Request says, such as `incoming.socket.remoteAddress`. */
export interface NodeConnection {
  incoming: NodeRequest
  outgoing: NodeResponse
}

/**
 * What `createHandler` makes, and every other function from a web Request to a Response. The second argument is where Hono's `app.fetch`
 * expects what the platform knows.
 */
export type WebHandler = (request: Request, connection: NodeConnection) => Response | Promise<Response>

/** What `http.createServer`, Express's `app.use` and their kind take. */
export type NodeListener = (request: NodeRequest, response: NodeResponse) => void

/** Options of {@link toNodeListener}. */
export interface NodeListenerOptions {
  /**
   * Receives what the handler threw, a response that failed on its way, and a body that somebody else had read already. Default:
   * `console.error`. Failures that `createHandler` answers are its own `onError`'s.
   */
  onError?: ReportError
}

/**
 * Serves a web handler with Node's own `http`, `https` and `http2` servers, and with every framework that lets go of Node's request and
 * response: Express, Fastify after `reply.hijack()`, Koa, NestJS.
 *
 * `request.signal` aborts when the connection closes before the response is complete, and the response's body is cancelled then. A Request
 * that the handler makes from this one (`new Request(request, …)`) has to be given its signal. A slow client holds its own response up
 * and nothing else. Never throws, and never leaves a rejection behind: a handler that rejects is answered with 503 `Unavailable`, a body
 * that fails half-way breaks the connection off, so that no client takes it for complete.
 *
 * A body that Express's `json()` has parsed is taken from `req.body`. One that was read and not left there is answered with 501
 * `ConfigurationError`, and `onError` says what to do.
 */
export function toNodeListener(handler: WebHandler, options: NodeListenerOptions = {}): NodeListener {
  const onError = neverThrow(options.onError ?? reportToConsole)

  return (incoming, response) => {
    // That of HTTP/2 has all that is used here; its types do not say so.
    const outgoing = response as ServerResponse
    // Writing to a client that has just gone. `close` has all the consequences.
    outgoing.on('error', ignore)
    outgoing.once('finish', () => discardBody(incoming))
    void answer(handler, incoming, outgoing, onError)
  }
}

async function answer(
  handler: WebHandler,
  incoming: NodeRequest,
  outgoing: ServerResponse,
  onError: ReportError,
): Promise<void> {
  const signal = closeSignal(outgoing)
  const withBody = incoming.method !== 'HEAD'
  try {
    // Not by `await`: a variable of this function would keep the Response as long as its stream.
    await Promise.resolve(handler(toRequest(incoming, signal), {incoming, outgoing})).then((response) =>
      sendResponse(response, outgoing, {withBody, signal}),
    )
  } catch (error) {
    const known = ChatKitError.from(error)
    // A handler that gives up because its client has gone does what it should.
    if (known.status >= 500 && (!signal.aborted || known.cause !== signal.reason)) onError(known.cause ?? known, {})
    if (outgoing.headersSent) outgoing.destroy()
    else await sendResponse(errorResponse(known), outgoing, {withBody, signal}).catch(() => outgoing.destroy())
  }
}

/** Aborts when the connection closes before the response is complete. */
function closeSignal(outgoing: ServerResponse): AbortSignal {
  const connection = new AbortController()
  // The request's own `close` comes as soon as its body has been read; only the response knows when the client has gone.
  outgoing.once('close', () => {
    if (!outgoing.writableEnded) connection.abort()
  })
  return connection.signal
}
