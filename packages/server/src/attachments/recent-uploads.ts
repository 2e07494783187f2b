import {ChatKitError} from '../errors.ts'

/** Counts what each subject did within the last while, and refuses more than a number of it. */
export class RecentUploads {
  readonly #limit: number
  readonly #windowMs: number
  /** The times of each subject, oldest first; the subject that did something last is the last. */
  readonly #times = new Map<string, number[]>()

  constructor(limit: number, windowMs: number) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Counts one more. Throws RateLimited, with the time to wait, if it is one too many. */
  add(subject: string, now: number): void {
    this.#forget(now)
    const recent = (this.#times.get(subject) ?? []).filter((time) => time > now - this.#windowMs)
    const [oldest] = recent
    if (oldest !== undefined && recent.length >= this.#limit) {
      throw new ChatKitError('RateLimited', 'Too many files at once. Please try again later.', {
        retryAfter: (oldest + this.#windowMs - now) / 1000,
      })
    }
    this.#times.delete(subject)
    this.#times.set(subject, [...recent, now])
  }

  #forget(now: number): void {
    for (const [subject, times] of this.#times) {
      if ((times.at(-1) ?? 0) > now - this.#windowMs) return
      this.#times.delete(subject)
    }
  }
}
