import type {Repeatability} from './operation.ts'
import type {TransportError} from './errors.ts'

/** Milliseconds before the first, second and third new attempt, each ±20 %. */
export const BACKOFF: readonly number[] = [1000, 2000, 4000]
/** The longest `Retry-After` (seconds) that is waited for without asking the reader. */
export const LONGEST_RETRY_AFTER = 10

export interface RequestState {
  readonly repeatability: Repeatability
  /** Waits so far: position in {@link BACKOFF}. */
  readonly waits: number
  /** Whether a 401 may still be answered by a new secret. */
  readonly canRenew: boolean
  /** Whether the server's `Retry-After` was already honoured. */
  readonly obeyed: boolean
}

export type RequestEvent =
  | {type: 'started'; online: boolean}
  | {type: 'waited'; online: boolean}
  | {type: 'authorised'}
  | {type: 'renewed'}
  | {type: 'responded'; status: number; retryAfter: number | undefined}
  | {type: 'unanswered'; error: TransportError}

export type RequestEffect =
  | {type: 'authorise'}
  | {type: 'send'}
  | {type: 'renew'}
  /** Wait `delay` ms, less if the browser comes back online and `wakeable`. */
  | {type: 'wait'; delay: number; wakeable: boolean}
  /** Give the last response to the caller, whatever its status. */
  | {type: 'deliver'}
  | {type: 'fail'; error: TransportError}

export function initialState(repeatability: Repeatability, canRenew: boolean): RequestState {
  return {repeatability, waits: 0, canRenew, obeyed: false}
}

/**
 * Decides what a request does next. Pure: `random` (0 to 1) is handed in.
 *
 * A `once` request that got no reply may have been accepted, which `fetch` cannot tell from a refused connection. So it is
 * never sent again by itself; it may only wait *before* its first attempt while the browser knows that it is offline.
 */
export function step(state: RequestState, event: RequestEvent, random: number): [RequestState, RequestEffect] {
  switch (event.type) {
    case 'started':
    case 'waited':
      // Browsers on some machines report "offline" wrongly, so after the last wait the request is tried all the same.
      return event.online || state.waits >= BACKOFF.length ? [state, {type: 'authorise'}] : backOff(state, random)
    case 'authorised':
    case 'renewed':
      return [state, {type: 'send'}]
    case 'unanswered':
      return canBackOff(state) ? backOff(state, random) : [state, {type: 'fail', error: event.error}]
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
    if (state.obeyed || retryAfter > LONGEST_RETRY_AFTER) return [state, {type: 'deliver'}]
    return [
      {...state, obeyed: true},
      {type: 'wait', delay: retryAfter * 1000, wakeable: false},
    ]
  }
  if (status >= 500 && canBackOff(state)) return backOff(state, random)
  return [state, {type: 'deliver'}]
}

/** With `Retry-After`, these two say that the request was not taken. */
function isRefusal(status: number): boolean {
  return status === 429 || status === 503
}

function canBackOff(state: RequestState): boolean {
  return state.repeatability === 'safe' && state.waits < BACKOFF.length
}

function backOff(state: RequestState, random: number): [RequestState, RequestEffect] {
  const delay = Math.round((BACKOFF[state.waits] ?? 0) * (0.8 + 0.4 * random))
  return [
    {...state, waits: state.waits + 1},
    {type: 'wait', delay, wakeable: true},
  ]
}
