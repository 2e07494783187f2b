import type {TLSSocket} from 'node:tls'
import {ChatKitError} from '../../errors.ts'
import type {NodeRequest} from './node-types.ts'
import {readBody} from './request-body.ts'

// Forbidden by the standard for the Request class.
const UNSUPPORTED_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK'])
const WITHOUT_BODY = new Set(['GET', 'HEAD'])

/**
 * Makes the web Request for one of Node's. `signal` becomes its signal.
 *
 * @throws {ChatKitError} `InvalidRequest` or `MethodNotAllowed` for what no Request can be made of; `ConfigurationError` for a body that
 * somebody else has read.
 */
export function toRequest(incoming: NodeRequest, signal: AbortSignal): Request {
  const method = incoming.method ?? 'GET'
  if (UNSUPPORTED_METHODS.has(method)) throw new ChatKitError('MethodNotAllowed', `${method} is not supported here.`)
  const headers = readHeaders(incoming)
  const body = WITHOUT_BODY.has(method) ? null : readBody(incoming, headers)
  // Required by the standard as soon as the body is a stream; missing in TypeScript's types.
  const init: RequestInit & {duplex: 'half'} = {method, headers, body, duplex: 'half'}
  return new ConnectedRequest(readUrl(incoming), init, signal)
}

/**
 * A Request whose signal is the connection's own. Given as `init.signal`, Node's Request makes a second one that follows it, which costs a
 * tenth of a small request's time, and which stops following once the Request itself is garbage: long before a stream ends.
 */
class ConnectedRequest extends Request {
  readonly #signal: AbortSignal

  constructor(url: string, init: RequestInit, signal: AbortSignal) {
    super(url, init)
    this.#signal = signal
  }

  override get signal(): AbortSignal {
    return this.#signal
  }
}

function readHeaders({rawHeaders}: NodeRequest): Headers {
  const headers = new Headers()
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    // HTTP/2 has its method and target among the headers.
    if (!name.startsWith(':')) headers.append(name, rawHeaders[index + 1] ?? '')
  }
  return headers
}

function readUrl(incoming: NodeRequest): string {
  const target = incoming.originalUrl ?? incoming.url ?? '/'
  // As sent to a proxy.
  if (/^https?:\/\//i.test(target)) return checked(target)
  const scheme = (incoming.socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http'
  const authority = incoming.headers[':authority'] ?? incoming.headers.host ?? 'localhost'
  // Put together, not resolved: `//example.org/` as a target is a path here, not another host.
  return checked(`${scheme}://${String(authority)}`, target === '*' ? '/' : target)
}

function checked(origin: string, path = ''): string {
  const url = origin + path
  const isPlain = path === '' || (path.startsWith('/') && /^https?:\/\/[^/?#@\\]+$/.test(origin))
  if (!isPlain || !URL.canParse(url)) {
    throw new ChatKitError('InvalidRequest', 'The address or the Host header of the request is not valid.')
  }
  return url
}
