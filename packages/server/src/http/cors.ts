/** Which pages may call the server. */
export interface CorsOptions {
  /** Exact origins such as `https://docs.example.org`, `'*'` for every page, or a function that decides. */
  origins: readonly string[] | '*' | ((origin: string, request: Request) => boolean | Promise<boolean>)
}

const METHODS = 'GET, POST, DELETE, OPTIONS'
const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  'Accept',
  'Accept-Language',
  'Idempotency-Key',
  'Last-Event-ID',
  'chatkit-frame-instance-id',
].join(', ')
const EXPOSED_HEADERS = 'ChatKit-Run-Id, Retry-After'
/** Seconds; two hours is the most that Chromium keeps a preflight for. */
const MAX_AGE = '7200'

/** What CORS says about one request. */
export interface CorsDecision {
  allowed: boolean
  /** Headers for whatever answers it. */
  headers: Record<string, string>
}

/** Decides about a request. Without options, and for requests from the server's own origin or from no page at all, nothing is refused. */
export async function decideCors(request: Request, cors: CorsOptions | undefined): Promise<CorsDecision> {
  if (cors === undefined) return {allowed: true, headers: {}}
  const vary = {vary: 'Origin'}
  const origin = request.headers.get('origin')
  if (origin === null) return {allowed: true, headers: vary}
  if (await isListed(origin, request, cors)) {
    return {
      allowed: true,
      headers: {...vary, 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED_HEADERS},
    }
  }
  return {allowed: isSameHost(origin, request), headers: vary}
}

/** The further headers of an answer to `OPTIONS`. */
export function preflightHeaders(): Record<string, string> {
  return {
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': REQUEST_HEADERS,
    'access-control-max-age': MAX_AGE,
  }
}

async function isListed(origin: string, request: Request, {origins}: CorsOptions): Promise<boolean> {
  if (typeof origins === 'function') return origins(origin, request)
  return origins === '*' || origins.includes(origin)
}

// By host, not by scheme: behind a proxy that ends TLS, the server sees http where the page says https.
function isSameHost(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host
}
