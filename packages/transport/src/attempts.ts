import {isTransportError, type TransportError} from './errors.ts'
import {type Away, initialState, type RequestEvent, step} from './machine.ts'
import type {Repeatability} from './operation.ts'
import {readRetryAfter} from './retry-after.ts'
import type {Surroundings} from './surroundings.ts'
import {wait} from './wait.ts'

/** What a request can do. The machine decides when. */
export interface RequestActions {
  /** Makes sure that there is a secret; says whether its server recognises requests by their key. Absent where none is needed. */
  authorise?: () => Promise<{keyed: boolean}>
  /** Gets a new secret after a 401. Absent for a request that needs none. */
  renew?: () => Promise<void>
  send: () => Promise<Response>
  /** The error for an answer whose rest cannot be had; `response` refused it. */
  abandon?: (response: Response | undefined) => TransportError
  /**
   * Called when a wait begins after something went wrong, and when it is over for good or ill. `pause`: the seconds that the server
   * has asked to wait for with a 429; undefined when it is something else.
   */
  onTrouble?: (isTroubled: boolean, pause?: number) => void
}

export interface AttemptOptions {
  repeatability: Repeatability
  signal: AbortSignal
  surroundings: Surroundings
  /** The client waits by itself for a thread that is busy with another answer. */
  givesWay?: boolean
}

export interface Attempts {
  /** Resolves with the reply, after as many attempts as it takes. Rejects with a TransportError, or the signal's reason. */
  first(): Promise<Response>
  /** Asks for what is missing of a reply that broke off. */
  next(error: TransportError, progressed: boolean): Promise<Response>
}

/** Drives one request through the machine. */
export function createAttempts(actions: RequestActions, options: AttemptOptions): Attempts {
  const {signal, surroundings} = options
  let state = initialState(options.repeatability, actions.renew !== undefined, options.givesWay)
  const whereIsReader = (): Away => (!surroundings.isVisible() ? 'hidden' : !surroundings.isOnline() ? 'offline' : null)

  async function run(first: RequestEvent): Promise<Response> {
    let event = first
    let response: Response | undefined
    let isTroubled = false
    let pause: number | undefined
    try {
      for (;;) {
        signal.throwIfAborted()
        const [next, effect] = step(state, event, Math.random())
        state = next
        switch (effect.type) {
          case 'deliver':
            if (!response) throw new Error('A request can only be delivered after it was answered.')
            return response
          case 'abandon':
            await discard(response)
            throw actions.abandon?.(response) ?? new Error('Only a reply that broke off can be abandoned.')
          case 'fail':
            throw effect.error
          case 'wait':
            actions.onTrouble?.(true, pause)
            isTroubled = true
            await discard(response)
            await wait(effect.delay, {signal, wakeOn: effect.wakeable ? surroundings.onReturn : undefined})
            event = {type: 'waited', online: surroundings.isOnline()}
            break
          case 'authorise':
            event = {type: 'authorised', keyed: (await actions.authorise?.())?.keyed ?? false}
            break
          case 'renew':
            await discard(response)
            await actions.renew?.()
            event = {type: 'renewed'}
            break
          case 'send':
            pause = undefined
            try {
              response = await actions.send()
              const {status, headers} = response
              const retryAfter = readRetryAfter(headers, Date.now())
              if (status === 429) pause = retryAfter
              event = {type: 'responded', status, retryAfter}
            } catch (error) {
              if (!isTransportError(error)) throw error
              event = {type: 'unanswered', error, away: whereIsReader()}
            }
            break
        }
      }
    } finally {
      if (isTroubled) actions.onTrouble?.(false)
    }
  }

  return {
    first: () => run({type: 'started', online: surroundings.isOnline()}),
    next: (error, progressed) => run({type: 'cut', error, progressed, away: whereIsReader()}),
  }
}

/** Lets go of a response that nobody will read, so that its connection is free again. */
async function discard(response: Response | undefined): Promise<void> {
  await response?.body?.cancel().catch(() => {})
}
