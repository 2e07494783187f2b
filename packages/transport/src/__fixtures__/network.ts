export const API = 'https://backend.example/chatkit'
export const SESSION = 'https://backend.example/api/chatkit/session'
export const MINUTE = 60_000

export type Call = {url: string; init: RequestInit; bearer: string | null}
export type Answer = Response | Error | 'silence'

/** A network whose answers are scripted per URL; what is left over answers 200. */
export function createNetwork(script: {session?: Answer[]; api?: Answer[]} = {}) {
  const calls: Call[] = []
  let issued = 0
  const answer = (next: Answer | undefined, signal: AbortSignal | null | undefined): Promise<Response> => {
    if (next instanceof Error) return Promise.reject(next)
    if (next !== 'silence') return Promise.resolve(next ?? new Response('{}'))
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
  }
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    const url = input instanceof Request ? input.url : input.toString()
    calls.push({url, init, bearer: new Headers(init.headers).get('authorization')})
    if (url !== SESSION) return answer(script.api?.shift(), init.signal)
    return answer(script.session?.shift() ?? sessionReply(`secret-${++issued}`), init.signal)
  }
  return {
    fetch,
    calls,
    sessions: () => calls.filter(({url}) => url === SESSION),
    api: () => calls.filter(({url}) => url.startsWith(API)),
  }
}

export function sessionReply(secret: string, lifetime = 60 * MINUTE, capabilities: string[] = []): Response {
  const expires_at = new Date(Date.now() + lifetime).toISOString()
  return Response.json({client_secret: secret, session_id: 'session', expires_at, capabilities})
}
