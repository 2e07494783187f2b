/** After a failure the model is left alone for this long, so that readers do not each wait for it in vain. */
const COOL_DOWN = 30_000

/** A circuit breaker for the language model. Pure but for the clock. */
export class ModelHealth {
  readonly #now: () => number
  #failedAt: number | null = null

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Whether to try the model; after the pause a single failure closes it again. */
  get available(): boolean {
    return this.#failedAt === null || this.#now() - this.#failedAt >= COOL_DOWN
  }

  get failing(): boolean {
    return this.#failedAt !== null
  }

  /** Notes a failure. True when it is the first of its row, and so worth a line in the log. */
  fail(): boolean {
    const first = this.#failedAt === null
    this.#failedAt = this.#now()
    return first
  }

  succeed(): void {
    this.#failedAt = null
  }
}
