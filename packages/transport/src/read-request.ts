/** A `fetch` call with its parts settled, so that it can be sent more than once. */
export interface SettledRequest {
  url: URL
  method: string
  headers: Headers
  body: BodyInit | null
  signal: AbortSignal | null
  /** What the caller asked for besides: credentials, cache, … */
  rest: RequestInit
}

/** The address that a `fetch` call goes to, resolved as the page would. */
export function readUrl(input: RequestInfo | URL, base: string): URL {
  return new URL(input instanceof Request ? input.url : String(input), base)
}

/** Settles a `fetch` call. A body that can be read only once (a stream, or a Request's own) is read here. */
export async function readRequest(url: URL, input: RequestInfo | URL, init: RequestInit = {}): Promise<SettledRequest> {
  const request = input instanceof Request ? input : undefined
  const {method, headers, body, signal, ...rest} = init
  return {
    url,
    method: (method ?? request?.method ?? 'GET').toUpperCase(),
    headers: new Headers(headers ?? request?.headers),
    body: await readBody(body === undefined ? request : body),
    signal: signal === undefined ? (request?.signal ?? null) : signal,
    rest: request ? {credentials: request.credentials, cache: request.cache, ...rest} : rest,
  }
}

async function readBody(body: BodyInit | Request | null | undefined): Promise<BodyInit | null> {
  if (body === null || body === undefined) return null
  if (body instanceof Request) return body.body ? body.text() : null
  return body instanceof ReadableStream ? new Response(body).arrayBuffer() : body
}
