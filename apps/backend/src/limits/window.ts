export interface WindowOptions {
  /** How many are allowed in the window. */
  readonly limit: number
  /** Length of the window in milliseconds. */
  readonly windowMs: number
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number
}

interface Count {
  start: number
  used: number
  previous: number
}

/** Above this many keys the ones whose window has passed are forgotten; a flood of addresses must not fill the memory. */
const MAX_KEYS = 50_000

/**
 * Counts per key in a sliding window: the window before weighs by how much of it is still within reach, so that no one gets
 * twice the limit around a boundary, at a fixed cost a key.
 */
export class WindowLimiter {
  readonly #options: WindowOptions
  readonly #counts = new Map<string, Count>()

  constructor(options: WindowOptions) {
    this.#options = options
  }

  /** Takes one. Returns 0 when it is allowed, else the seconds to wait (at least 1). */
  take(key: string): number {
    const wait = this.peek(key)
    if (wait > 0) return wait
    this.#current(key).used += 1
    return 0
  }

  /** The seconds to wait before one would be allowed, without taking it. */
  peek(key: string): number {
    const {limit, windowMs} = this.#options
    const count = this.#current(key)
    const elapsed = this.#now() - count.start
    const weighted = count.previous * (1 - elapsed / windowMs) + count.used
    if (weighted + 1 <= limit) return 0
    const untilFree =
      count.used + 1 > limit || count.previous === 0
        ? windowMs - elapsed + (windowMs * Math.max(0, count.used + 1 - limit)) / Math.max(1, count.used)
        : windowMs * (1 - (limit - 1 - count.used) / count.previous) - elapsed
    return Math.max(1, Math.ceil(untilFree / 1000))
  }

  #current(key: string): Count {
    const now = this.#now()
    const {windowMs} = this.#options
    const known = this.#counts.get(key)
    if (known !== undefined) {
      const passed = Math.floor((now - known.start) / windowMs)
      if (passed > 0) {
        known.previous = passed === 1 ? known.used : 0
        known.used = 0
        known.start += passed * windowMs
      }
      return known
    }
    if (this.#counts.size >= MAX_KEYS) this.#forget(now)
    const fresh = {start: now, used: 0, previous: 0}
    this.#counts.set(key, fresh)
    return fresh
  }

  #forget(now: number): void {
    for (const [key, count] of this.#counts) {
      if (now - count.start > 2 * this.#options.windowMs) this.#counts.delete(key)
    }
    // Still full: the oldest tenth goes, so that this is not done for each key. Whoever floods resets keys like his own only.
    for (const key of this.#counts.keys()) {
      if (this.#counts.size <= MAX_KEYS * 0.9) break
      this.#counts.delete(key)
    }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)()
  }
}
