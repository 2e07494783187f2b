import {createAttempts, type Attempts, type RequestActions} from './attempts.ts'
import {fetchWithDeadline} from './deadline.ts'
import type {TransportMessages} from './messages.ts'
import type {Repeatability} from './operation.ts'
import type {SettledRequest} from './read-request.ts'
import {isLoopback} from './scope.ts'
import type {SessionKeeper} from './session-keeper.ts'
import type {Session} from './session.ts'
import type {Surroundings} from './surroundings.ts'
import {waitFor} from './wait.ts'

/** Milliseconds. */
export interface TransportTimeouts {
  /** A whole session request. @default 5000 */
  session: number
  /** Until the head of a response is there. @default 30000 */
  firstByte: number
  /** Without a byte in a body; a heartbeat counts. @default 45000 */
  silence: number
}

export interface ApiOptions {
  keeper: SessionKeeper
  messages: TransportMessages
  timeouts: TransportTimeouts
  surroundings: Surroundings
  send: typeof fetch
  /** The client waits by itself for a thread that is busy with another answer. */
  givesWay: boolean
}

export interface ApiRequest extends Pick<RequestActions, 'abandon' | 'onTrouble'> {
  request: SettledRequest
  repeatability: Repeatability
  signal: AbortSignal
  /** Called before each series of attempts, with the session that they go by; says whether the server recognises the request by its key. */
  onSession?: (session: Session) => Promise<boolean>
  /** Adds to the headers of one attempt, which goes by this session. */
  decorate?: (headers: Headers, session: Session) => void
}

/** Requests to the API, under the reader's session. */
export interface Api {
  prepare(request: ApiRequest): Attempts
}

export function createApi({keeper, messages, timeouts, surroundings, send, givesWay}: ApiOptions): Api {
  return {
    prepare({request, repeatability, signal, onSession, decorate, ...callbacks}) {
      const {url, method, body} = request
      let session: Session
      const actions: RequestActions = {
        ...callbacks,
        async authorise() {
          session = await waitFor(keeper.ensure(), signal)
          return {keyed: (await onSession?.(session)) ?? false}
        },
        async renew() {
          session = await waitFor(keeper.replace(session.clientSecret), signal)
        },
        send() {
          const headers = new Headers(request.headers)
          headers.set('Authorization', `Bearer ${session.clientSecret}`)
          decorate?.(headers, session)
          const final: RequestInit = {...request.rest, method, headers, body, signal, redirect: 'error'}
          return fetchWithDeadline(send, url.href, final, {...timeouts, messages, isOnline: surroundings.isOnline})
        },
      }
      return createAttempts(actions, {repeatability, signal, surroundings: placeOf(url, surroundings), givesWay})
    },
  }
}

/** This machine stays reachable when the browser says that it is offline. */
export function placeOf(url: URL, surroundings: Surroundings): Surroundings {
  return isLoopback(url) ? {...surroundings, isOnline: () => true} : surroundings
}
