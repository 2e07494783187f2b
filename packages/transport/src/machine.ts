import type {Repeatability} from './operation.ts'
import type {TransportError} from './errors.ts'

/** Milliseconds before the first, second and third new attempt, each ±20 %. */
export const BACKOFF: readonly number[] = [1000, 2000, 4000]
/** The longest `Retry-After` (seconds) that is waited for without asking the reader. */
export const LONGEST_RETRY_AFTER = 10
/**
 * Milliseconds from a broken connection to the first attempt to go on. On leaving a page, Firefox and WebKit break it before
 * they say that the page is left.
 */
export const AFTER_CUT = 250
/** Milliseconds that an answer waits for a tab that is hidden or offline to come back. The server keeps it for longer. */
export const AWAY_PATIENCE = 600_000

export interface RequestState {
  readonly repeatability: Repeatability
  /** Waits since something last arrived: position in {@link BACKOFF}. */
  readonly waits: number
  /** Whether a 401 may still be answered by a new secret. */
  readonly canRenew: boolean
  /** Whether the server's `Retry-After` was already honoured. */
  readonly obeyed: boolean
  /** Whether the client waits by itself for another answer on the thread to be over. */
  readonly givesWay: boolean
  /** Whether it may still be put off until the tab is back. */
  readonly canPause: boolean
  /** A part of the answer has arrived, and what is asked for now is the rest. */
  readonly resuming: boolean
}

/** Why nobody is waiting for a reply right now: the tab is hidden, or the browser says that it is offline. */
export type Away = 'hidden' | 'offline' | null

export type RequestEvent =
  | {type: 'started'; online: boolean}
  | {type: 'waited'; online: boolean}
  /** There is a secret. `keyed`: the server that gave it recognises a request that it gets twice. */
  | {type: 'authorised'; keyed: boolean}
  | {type: 'renewed'}
  | {type: 'responded'; status: number; retryAfter: number | undefined}
  /** No reply came. */
  | {type: 'unanswered'; error: TransportError; away: Away}
  /** A reply broke off. `progressed`: something of it had arrived since the last time. */
  | {type: 'cut'; error: TransportError; away: Away; progressed: boolean}

export type RequestEffect =
  | {type: 'authorise'}
  | {type: 'send'}
  | {type: 'renew'}
  /** Wait `delay` ms, less if the browser comes back online or into sight and `wakeable`. */
  | {type: 'wait'; delay: number; wakeable: boolean}
  /** Give the last response to the caller, whatever its status. */
  | {type: 'deliver'}
  /** The rest of the answer cannot be had in this way: its thread has to be loaded. */
  | {type: 'abandon'}
  | {type: 'fail'; error: TransportError}

export function initialState(repeatability: Repeatability, canRenew: boolean, givesWay = false): RequestState {
  return {repeatability, waits: 0, canRenew, obeyed: false, givesWay, canPause: true, resuming: false}
}

/**
 * Decides what a request does next. Pure: `random` (0 to 1) is handed in.
 *
 * A `once` request that got no reply may have been accepted, which `fetch` cannot tell from a refused connection. So it is
 * never sent again by itself; it may only wait *before* its first attempt while the browser knows that it is offline. A server
 * that recognises the request by its key makes it `keyed`, which may be sent at any time, and goes on where its reply broke off.
 */
export function step(state: RequestState, event: RequestEvent, random: number): [RequestState, RequestEffect] {
  switch (event.type) {
    case 'started':
    case 'waited':
      // Browsers on some machines report "offline" wrongly, so after the last wait the request is tried all the same.
      return event.online || state.waits >= BACKOFF.length ? [state, {type: 'authorise'}] : backOff(state, random)
    case 'authorised':
      return [event.keyed ? {...state, repeatability: 'keyed'} : state, {type: 'send'}]
    case 'renewed':
      return [state, {type: 'send'}]
    case 'unanswered':
      return repeat(state, event, random)
    case 'cut':
      if (!event.progressed) return repeat({...state, resuming: true}, event, random)
      return [
        {...initialState(state.repeatability, true), resuming: true},
        {type: 'wait', delay: AFTER_CUT, wakeable: false},
      ]
    default:
      return answer(state, event.status, event.retryAfter, random)
  }
}

function answer(
  state: RequestState,
  status: number,
  retryAfter: number | undefined,
  random: number,
): [RequestState, RequestEffect] {
  if (status === 401 && state.canRenew) return [{...state, canRenew: false}, {type: 'renew'}]
  if (isRefusal(status) && retryAfter !== undefined) {
    const isTold = status === 409 && state.givesWay && !state.resuming
    if (isTold || state.obeyed || retryAfter > LONGEST_RETRY_AFTER) return [state, deliver(state, status)]
    return [
      {...state, obeyed: true},
      {type: 'wait', delay: retryAfter * 1000, wakeable: false},
    ]
  }
  if (status >= 500 && canBackOff(state)) return backOff(state, random)
  return [state, deliver(state, status)]
}

function deliver({resuming}: RequestState, status: number): RequestEffect {
  return {type: resuming && (status < 200 || status > 299) ? 'abandon' : 'deliver'}
}

/** With `Retry-After`, these say that the request was not taken; 409 is a thread on which another answer is being written. */
function isRefusal(status: number): boolean {
  return status === 409 || status === 429 || status === 503
}

function canBackOff(state: RequestState): boolean {
  return state.repeatability !== 'once' && state.waits < BACKOFF.length
}

function repeat(
  state: RequestState,
  {error, away}: {error: TransportError; away: Away},
  random: number,
): [RequestState, RequestEffect] {
  if (canBackOff(state)) return backOff(state, random)
  // Who is offline and looks on is told so before the answer has begun; after that the pause tells enough.
  const isAway = away === 'hidden' || (away === 'offline' && state.resuming)
  if (isAway && state.canPause && state.repeatability === 'keyed') {
    return [
      {...state, waits: 0, canPause: false},
      {type: 'wait', delay: AWAY_PATIENCE, wakeable: true},
    ]
  }
  return [state, {type: 'fail', error}]
}

function backOff(state: RequestState, random: number): [RequestState, RequestEffect] {
  const delay = Math.round((BACKOFF[state.waits] ?? 0) * (0.8 + 0.4 * random))
  return [
    {...state, waits: state.waits + 1},
    {type: 'wait', delay, wakeable: true},
  ]
}
