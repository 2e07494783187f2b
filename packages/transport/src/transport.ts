import {fetchWithDeadline} from './deadline.ts'
import {type Envelope, type PageContext, prepareEnvelope, toNewThread} from './envelope.ts'
import {defaultMessages, type TransportMessages} from './messages.ts'
import {obtainFromHost, obtainSession} from './obtain-session.ts'
import {repeatabilityOf} from './operation.ts'
import {readRequest, readUrl, type SettledRequest} from './read-request.ts'
import {runRequest} from './run-request.ts'
import {isLoopback, isWithinApi} from './scope.ts'
import {createSessionKeeper} from './session-keeper.ts'
import {readKeptSession, type Session} from './session.ts'
import {createSlot, openSessionStorage, type StorageLike} from './slot.ts'
import {anySignal, waitFor} from './wait.ts'

/** Milliseconds. */
export interface TransportTimeouts {
  /** A whole session request. @default 5000 */
  session: number
  /** Until the head of a response is there. @default 30000 */
  firstByte: number
  /** Without a byte in a body; a heartbeat counts. @default 45000 */
  silence: number
}

export interface TransportOptions {
  /** The ChatKit endpoint, absolute or relative to the page. The secret goes to this URL and those below it, nowhere else. */
  apiUrl: string
  /** Where sessions are created and renewed: `POST {}` → `{client_secret, session_id, expires_at, capabilities}`. */
  sessionUrl: string
  /** Supplies secrets instead of `sessionUrl`; `existing` is the refused one, or null at first. */
  getClientSecret?: (existing: string | null) => Promise<string>
  /** Called once a question; the result travels in the envelope's `metadata.page`. */
  getPageContext?: () => PageContext | undefined
  /** Where the session outlives a reload. @default this tab's sessionStorage, if the browser allows it */
  storage?: StorageLike
  /** @default globalThis.fetch, looked up at each call */
  fetch?: typeof fetch
  /** Called with each new or renewed session. Another `sessionId` than before means that former threads are out of reach. */
  onSession?: (session: Session) => void
  /** Texts for the reader. @default English */
  messages?: Partial<TransportMessages>
  timeouts?: Partial<TransportTimeouts>
}

export interface Transport {
  /** Drop-in for ChatKit's `api.fetch`. Rejects with a TransportError, or with the caller's own abort reason. */
  fetch: typeof fetch
  /** The session, created or renewed when needed. Rejects with a TransportError. */
  ensureSession(): Promise<Session>
  /** Ends every request and wait. */
  dispose(): void
}

/**
 * A `fetch` for a ChatKit client: it brings the session secret and renews it, adds the page that a question is asked from,
 * and retries what can be retried without asking a question twice. Any URL outside `apiUrl` passes through untouched.
 */
export function createTransport(options: TransportOptions): Transport {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  const apiUrl = new URL(options.apiUrl, base)
  const sessionUrl = new URL(options.sessionUrl, base)
  const messages = {...defaultMessages, ...options.messages}
  const timeouts = {session: 5000, firstByte: 30_000, silence: 45_000, ...options.timeouts}
  const disposed = new AbortController()
  const wakeOn = typeof globalThis.addEventListener === 'function' ? globalThis : undefined
  const isOnline = () => globalThis.navigator?.onLine ?? true
  const send: typeof fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init)

  const keeper = createSessionKeeper({
    // The key holds the API's address, so that a secret never reaches a backend other than the one that issued it.
    slot: createSlot(options.storage ?? openSessionStorage(), `chatkit:session:${apiUrl.href}`, readKeptSession),
    obtain: (existing) =>
      options.getClientSecret
        ? obtainFromHost(options.getClientSecret, existing, messages)
        : obtainSession(existing, {messages, post: postSession}),
    onSession: options.onSession,
  })

  function postSession(bearer: string | undefined): Promise<Response> {
    const headers = new Headers({'Content-Type': 'application/json'})
    if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`)
    const init: RequestInit = {method: 'POST', headers, body: '{}', redirect: 'error', signal: disposed.signal}
    const limits = {firstByte: timeouts.session, silence: timeouts.session, messages, isOnline}
    return runRequest(
      {send: () => fetchWithDeadline(send, sessionUrl.href, init, limits)},
      {repeatability: 'safe', signal: disposed.signal, isOnline: () => isOnline() || isLoopback(sessionUrl), wakeOn},
    )
  }

  async function fetchApi(url: URL, input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
    const request = await readRequest(url, input, init)
    const envelope = prepareEnvelope(request.body, options.getPageContext?.())
    const signal = request.signal ? anySignal([request.signal, disposed.signal]) : disposed.signal
    const response = await sendEnvelope(envelope, request, signal)
    // Nothing was accepted, so asking again is not asking twice.
    const instead = response.status === 404 ? toNewThread(envelope) : undefined
    if (!instead) return response
    await response.body?.cancel().catch(() => {})
    return sendEnvelope(instead, request, signal)
  }

  function sendEnvelope({operation, body}: Envelope, request: SettledRequest, signal: AbortSignal): Promise<Response> {
    const {url, method} = request
    let secret = ''
    return runRequest(
      {
        async authorise() {
          secret = (await waitFor(keeper.ensure(), signal)).clientSecret
        },
        async renew() {
          secret = (await waitFor(keeper.replace(secret), signal)).clientSecret
        },
        send() {
          const headers = new Headers(request.headers)
          headers.set('Authorization', `Bearer ${secret}`)
          const final: RequestInit = {...request.rest, method, headers, body, signal, redirect: 'error'}
          return fetchWithDeadline(send, url.href, final, {...timeouts, messages, isOnline})
        },
      },
      {
        repeatability: repeatabilityOf(method, operation),
        signal,
        isOnline: () => isOnline() || isLoopback(url),
        wakeOn,
      },
    )
  }

  return {
    fetch: async (input, init) => {
      const url = readUrl(input, base)
      return isWithinApi(url, apiUrl) ? fetchApi(url, input, init) : send(input, init)
    },
    ensureSession: () => waitFor(keeper.ensure(), disposed.signal),
    dispose: () => disposed.abort(new DOMException('The transport was disposed.', 'AbortError')),
  }
}
