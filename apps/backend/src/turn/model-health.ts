/** After a failure a model is left alone for this long, so that readers do not each wait for it in vain; twice as long each time. */
const FIRST_PAUSE = 30_000
const LONGEST_PAUSE = 5 * 60_000

/** A circuit breaker for one language model. Pure but for the clock. */
export class ModelHealth {
  readonly #now: () => number
  #pause = 0
  /** Milliseconds since 1970; null while all is well. */
  #resting: number | null = null

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  get failing(): boolean {
    return this.#resting !== null
  }

  /**
   * Whether to ask the model now. While it is failing, one question after each pause tries it, and the others do without it until that one
   * has come back.
   */
  admit(): boolean {
    if (this.#resting === null) return true
    if (this.#now() < this.#resting) return false
    this.#resting = this.#now() + this.#pause
    return true
  }

  /**
   * Notes a failure.
   *
   * @param retryAfter milliseconds that the server asks to be left alone for
   * @returns whether it is the first of its row, and so worth a line in the log
   */
  fail(retryAfter = 0): boolean {
    const first = this.#resting === null
    this.#pause = first ? FIRST_PAUSE : Math.min(2 * this.#pause, LONGEST_PAUSE)
    this.#resting = this.#now() + Math.max(this.#pause, retryAfter)
    return first
  }

  succeed(): void {
    this.#resting = null
  }
}
