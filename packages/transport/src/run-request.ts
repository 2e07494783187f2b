import {isTransportError} from './errors.ts'
import {initialState, type RequestEvent, step} from './machine.ts'
import type {Repeatability} from './operation.ts'
import {readRetryAfter} from './retry-after.ts'
import {wait} from './wait.ts'

/** What a request can do. The machine decides when. */
export interface RequestActions {
  /** Makes sure that there is a secret. Absent for a request that needs none. */
  authorise?: () => Promise<void>
  /** Gets a new secret after a 401. Absent for a request that needs none. */
  renew?: () => Promise<void>
  send: () => Promise<Response>
}

export interface RunOptions {
  repeatability: Repeatability
  signal: AbortSignal
  isOnline: () => boolean
  /** Where `online` events come from. */
  wakeOn: EventTarget | undefined
}

/** Drives one request through the machine until it is delivered or has failed. */
export async function runRequest(actions: RequestActions, options: RunOptions): Promise<Response> {
  const {signal, isOnline, wakeOn} = options
  let state = initialState(options.repeatability, actions.renew !== undefined)
  let event: RequestEvent = {type: 'started', online: isOnline()}
  let response: Response | undefined
  for (;;) {
    signal.throwIfAborted()
    const [next, effect] = step(state, event, Math.random())
    state = next
    switch (effect.type) {
      case 'deliver':
        if (!response) throw new Error('A request can only be delivered after it was answered.')
        return response
      case 'fail':
        throw effect.error
      case 'wait':
        await discard(response)
        await wait(effect.delay, {signal, wakeOn: effect.wakeable ? wakeOn : undefined})
        event = {type: 'waited', online: isOnline()}
        break
      case 'authorise':
        await actions.authorise?.()
        event = {type: 'authorised'}
        break
      case 'renew':
        await discard(response)
        await actions.renew?.()
        event = {type: 'renewed'}
        break
      case 'send':
        try {
          response = await actions.send()
          event = {
            type: 'responded',
            status: response.status,
            retryAfter: readRetryAfter(response.headers, Date.now()),
          }
        } catch (error) {
          if (!isTransportError(error)) throw error
          event = {type: 'unanswered', error}
        }
        break
    }
  }
}

/** Lets go of a response that nobody will read, so that its connection is free again. */
async function discard(response: Response | undefined): Promise<void> {
  await response?.body?.cancel().catch(() => {})
}
