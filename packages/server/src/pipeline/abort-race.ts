/**
 * Waits for promises one after another, but not beyond an abort.
 *
 * One listener for the whole stream: `Promise.race` against a long-lived promise would keep a reaction on it for every delta, and a
 * listener per delta costs more than the delta.
 */
export class AbortRace {
  #reject: ((reason: unknown) => void) | undefined
  readonly #signal: AbortSignal

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.#reject?.(signal.reason), {once: true})
  }

  /** Settles as the promise does, or rejects with the abort's reason, whichever is first. */
  wait<T>(promise: Promise<T>): Promise<T> {
    if (this.#signal.aborted) {
      promise.catch(() => {})
      return Promise.reject(this.#signal.reason)
    }
    return new Promise<T>((resolve, reject) => {
      this.#reject = reject
      promise.then(resolve, reject)
    })
  }
}
