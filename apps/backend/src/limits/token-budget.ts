import type {TokenCount} from '../agent/model-events.ts'

const DAY = 24 * 60 * 60_000
/** What a reply counts whose server has not counted it, or that broke off before it could. */
const UNCOUNTED = 4_000

/** How many tokens models may still read and write today. A day begins at midnight UTC. */
export class TokenBudget {
  readonly #limit: number
  readonly #now: () => number
  #day: number
  #used = 0

  /** @param limit tokens a day; 0 = any number */
  constructor(limit: number, now: () => number = Date.now) {
    this.#limit = limit
    this.#now = now
    this.#day = this.#today()
  }

  /** When today began, in milliseconds since 1970. */
  get dayStart(): number {
    return this.#today() * DAY
  }

  get isSpent(): boolean {
    this.#turnPage()
    return this.#limit > 0 && this.#used >= this.#limit
  }

  /** @param count null = nobody knows */
  spend(count: TokenCount | null): void {
    this.#turnPage()
    this.#used += count === null ? UNCOUNTED : count.input + count.output
  }

  /** Takes up what earlier processes have spent today. */
  resume({tokens, uncounted}: {readonly tokens: number; readonly uncounted: number}): void {
    this.#used += tokens + uncounted * UNCOUNTED
  }

  #turnPage(): void {
    const today = this.#today()
    if (today === this.#day) return
    this.#day = today
    this.#used = 0
  }

  #today(): number {
    return Math.floor(this.#now() / DAY)
  }
}
