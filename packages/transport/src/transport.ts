import {createApi, placeOf, type TransportTimeouts} from './api.ts'
import {createAttempts} from './attempts.ts'
import {fetchWithDeadline} from './deadline.ts'
import {isSameQuestion, type PageContext, prepareEnvelope, readQuestion, readThreadId, toNewThread} from './envelope.ts'
import {defaultMessages, type TransportMessages} from './messages.ts'
import {obtainFromHost, obtainSession} from './obtain-session.ts'
import {openRun, type RunContext} from './open-run.ts'
import {repeatabilityOf, startsTurn} from './operation.ts'
import {createPendingRequests, type PendingRequest, type PendingRequests, readPendingRequests} from './pending.ts'
import {readRequest, readUrl, type SettledRequest} from './read-request.ts'
import {type Recovered, recoverQuestion} from './recover.ts'
import {createRunId, readRunId, RUN_ID_HEADER} from './run-id.ts'
import {isWithinApi} from './scope.ts'
import {createSessionKeeper} from './session-keeper.ts'
import {can, type GetClientSecret, readKeptSession, type Session} from './session.ts'
import {createSlot, openSessionStorage, type StorageLike} from './slot.ts'
import {createStops} from './stops.ts'
import {page} from './surroundings.ts'
import {createTrouble} from './trouble.ts'
import {anySignal, waitFor} from './wait.ts'

export interface TransportOptions {
  /** The ChatKit endpoint, absolute or relative to the page. The secret goes to this URL and those below it, nowhere else. */
  apiUrl: string
  /** Where sessions are created and renewed: `POST {}` → `{client_secret, session_id, expires_at, capabilities}`. */
  sessionUrl: string
  /** Supplies sessions instead of `sessionUrl`. */
  getClientSecret?: GetClientSecret
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
  /**
   * Called when the connection of an answer breaks, and when it is there again or is given up. For a line such as "Reconnecting…".
   * `pause` is there when nothing is broken: the server has had too many questions and asked to wait for so many seconds.
   */
  onReconnecting?: (isReconnecting: boolean, pause?: number) => void
  /**
   * Called when a thread has been read, with the run that is writing an answer there, or null. A client that cannot follow a run by
   * `GET <apiUrl>/runs/<id>` reads the thread again until there is none.
   */
  onThreadRead?: (read: {threadId: string; runId: string | null}) => void
  /** Called when an answer is asked for: by a question, a retry, an action, or once more by `recover`. Not when one is only followed. */
  onTurn?: () => void
  /**
   * The client itself gives way to another answer on the thread, which a second tab may have asked for: it gets a 409 with `Retry-After` at
   * once, and shows that answer meanwhile. @default false: the question waits once for as long as the server says
   */
  givesWay?: boolean
  timeouts?: Partial<TransportTimeouts>
}

export interface Transport {
  /** Drop-in for ChatKit's `api.fetch`. Rejects with a TransportError, or with the caller's own abort reason. */
  fetch: typeof fetch
  /** The session, created or renewed when needed. Rejects with a TransportError. */
  ensureSession(): Promise<Session>
  /**
   * After a reload: sees to the questions that were on their way when the page was left. Resolves with where the last of them is;
   * undefined if there was none. Rejects with a TransportError when the server cannot be reached; they stay for the next call.
   */
  recover(): Promise<Recovered | undefined>
  /** The reader's words in the questions that `recover` has still to see to, oldest first. */
  left(): string[]
  /** Ends every request and wait; answers go on at the server. */
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
  const storage = options.storage ?? openSessionStorage()
  const disposed = new AbortController()
  const send: typeof fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init)

  // The keys hold the API's address, so that a secret or a question never reaches a backend other than its own.
  const keeper = createSessionKeeper({
    slot: createSlot(storage, `chatkit:session:${apiUrl.href}`, readKeptSession),
    obtain: (existing) =>
      options.getClientSecret
        ? obtainFromHost(options.getClientSecret, existing, messages)
        : obtainSession(existing, {messages, post: postSession}),
    onSession: options.onSession,
  })
  const pending = createPendingRequests(createSlot(storage, `chatkit:pending:${apiUrl.href}`, readPendingRequests))
  const api = createApi({keeper, messages, timeouts, surroundings: page, send, givesWay: options.givesWay ?? false})
  const runs: RunContext = {
    api,
    pending,
    stops: createStops(api, apiUrl),
    messages,
    disposed: disposed.signal,
    onTrouble: createTrouble(options.onReconnecting),
  }
  /** Keys of the questions of an earlier page. */
  const left = new Set(pending.list().map(({key}) => key))
  const listLeft = () => pending.list().filter(({key}) => left.has(key))
  let recovering: Promise<Recovered | undefined> | undefined

  function postSession(bearer: string | undefined): Promise<Response> {
    const headers = new Headers({'Content-Type': 'application/json'})
    if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`)
    const {signal} = disposed
    const init: RequestInit = {method: 'POST', headers, body: '{}', redirect: 'error', signal}
    const limits = {firstByte: timeouts.session, silence: timeouts.session, messages, isOnline: page.isOnline}
    return createAttempts(
      {send: () => fetchWithDeadline(send, sessionUrl.href, init, limits)},
      {repeatability: 'safe', signal, surroundings: placeOf(sessionUrl, page)},
    ).first()
  }

  async function fetchApi(url: URL, input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
    const request = await readRequest(url, input, init)
    const {signal: caller} = request
    const {operation, body} = prepareEnvelope(request.body, options.getPageContext?.())
    if (startsTurn(operation) && typeof body === 'string') {
      const question = toQuestion(pending, {url: url.href, operation, body})
      return (await ask(question, request, caller)).response
    }
    const runId = request.method === 'GET' ? readRunId(url, apiUrl) : undefined
    if (runId !== undefined) return openRun(runs, {id: runId, request, caller})
    const signal = caller ? anySignal([caller, disposed.signal]) : disposed.signal
    const repeatability = repeatabilityOf(request.method, operation)
    const response = await api.prepare({request: {...request, body}, repeatability, signal}).first()
    if (operation === 'threads.get_by_id' && response.ok && typeof body === 'string') {
      options.onThreadRead?.({threadId: readThreadId(body) ?? '', runId: response.headers.get(RUN_ID_HEADER)})
    }
    return response
  }

  /** Sends a question. One whose thread cannot be reached was not accepted anywhere, so it is asked in a thread of its own. */
  async function ask(
    question: PendingRequest,
    request: SettledRequest,
    caller: AbortSignal | null,
    onData?: (data: string) => void,
  ): Promise<{response: Response; body: string}> {
    const {key: id, body} = question
    options.onTurn?.()
    const response = await openRun(runs, {id, request: {...request, body}, question, caller, onData})
    const instead = response.status === 404 ? toNewThread(question) : undefined
    if (!instead) return {response, body}
    await response.body?.cancel().catch(() => {})
    return ask({...question, ...instead, key: createRunId()}, request, caller, onData)
  }

  async function recover(): Promise<Recovered | undefined> {
    let recovered: Recovered | undefined
    for (const question of listLeft()) {
      const session = await waitFor(keeper.ensure(), disposed.signal)
      recovered = can(session, 'idempotency')
        ? await recoverQuestion(question, {messages, send: resend})
        : {question: readQuestion(question.body)}
      pending.drop(question.key)
    }
    return recovered
  }

  async function resend(question: PendingRequest, caller: AbortSignal, onData: (data: string) => void) {
    const headers = {'Content-Type': 'application/json', Accept: 'text/event-stream'}
    const url = new URL(question.url)
    const request = await readRequest(url, url, {method: 'POST', headers, body: question.body})
    return ask({...question, failed: false}, request, caller, onData)
  }

  return {
    fetch: async (input, init) => {
      const url = readUrl(input, base)
      return isWithinApi(url, apiUrl) ? fetchApi(url, input, init) : send(input, init)
    },
    ensureSession: () => waitFor(keeper.ensure(), disposed.signal),
    recover: () => (recovering ??= recover().finally(() => (recovering = undefined))),
    left: () => listLeft().map(({body}) => readQuestion(body)),
    dispose: () => disposed.abort(new DOMException('The transport was disposed.', 'AbortError')),
  }
}

/** A question to send. One that has just failed, its fate unknown, goes out under the key that it had, so that it cannot be asked twice. */
function toQuestion(
  pending: PendingRequests,
  asked: Pick<PendingRequest, 'url' | 'operation' | 'body'>,
): PendingRequest {
  const {url, operation, body} = asked
  const isSame = (former: PendingRequest) =>
    former.failed && former.url === url && former.operation === operation && isSameQuestion(former.body, body)
  const former = pending.list().find(isSame) ?? {...asked, key: createRunId()}
  return {...former, failed: false}
}
