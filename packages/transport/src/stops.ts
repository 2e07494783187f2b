import type {Api} from './api.ts'
import {runUrl} from './run-id.ts'
import {wait} from './wait.ts'

/** Milliseconds that a question waits for the stop of the answer before it to reach the server. */
const PATIENCE = 3000

/** Stops of runs that are on their way to the server. */
export interface Stops {
  /** Ends a run. Whoever stops has stopped: nobody is told whether it worked. */
  stop(id: string): void
  /** Resolves when the server has heard of all of them, so that it does not take the next question for an interruption. */
  settled(signal: AbortSignal): Promise<void>
}

export function createStops(api: Api, apiUrl: URL): Stops {
  const underway = new Set<Promise<void>>()
  return {
    stop(id) {
      const url = runUrl(apiUrl, id)
      // The page may be left in this very moment, hence keepalive.
      const request = {url, method: 'DELETE', headers: new Headers(), body: null, signal: null, rest: {keepalive: true}}
      const stopping = api
        .prepare({request, repeatability: 'safe', signal: new AbortController().signal})
        .first()
        .then((response) => response.body?.cancel())
        .catch(() => {})
        .finally(() => underway.delete(stopping))
      underway.add(stopping)
    },
    async settled(signal) {
      if (underway.size === 0) return
      const wakeOn = (wake: () => void) => {
        void Promise.all(underway).then(wake)
        return () => {}
      }
      await wait(PATIENCE, {signal, wakeOn})
    },
  }
}
