import {ChatKitError} from 'chatkit-server'
import {WindowLimiter} from './window.ts'

export interface TurnLimitOptions {
  readonly turnsPerMinute: number
  readonly turnsPerDay: number
  readonly concurrentRuns: number
  readonly now?: () => number
}

/** What one session may ask: so many questions a minute and a day, so many answers at once. */
export class TurnLimits {
  readonly #perMinute: WindowLimiter
  readonly #perDay: WindowLimiter
  readonly #concurrent: number
  readonly #running = new Map<string, number>()

  constructor({turnsPerMinute, turnsPerDay, concurrentRuns, now}: TurnLimitOptions) {
    const clock = now === undefined ? {} : {now}
    this.#perMinute = new WindowLimiter({limit: turnsPerMinute, windowMs: 60_000, ...clock})
    this.#perDay = new WindowLimiter({limit: turnsPerDay, windowMs: 24 * 60 * 60_000, ...clock})
    this.#concurrent = concurrentRuns
  }

  /**
   * Begins an answer. Returns what ends it, safe to call twice.
   *
   * @throws ChatKitError RateLimited
   */
  begin(sessionId: string): () => void {
    const running = this.#running.get(sessionId) ?? 0
    if (running >= this.#concurrent) {
      const message = `There are already ${running} answers under way. Wait for one to finish, or stop it.`
      throw new ChatKitError('RateLimited', message, {retryAfter: 5})
    }
    const day = this.#perDay.peek(sessionId)
    if (day > 0)
      throw new ChatKitError(
        'RateLimited',
        'You have reached the number of questions for today. Please come back tomorrow.',
        {retryAfter: day},
      )
    const minute = this.#perMinute.take(sessionId)
    if (minute > 0) {
      throw new ChatKitError('RateLimited', `Too many questions at once. Try again in ${minute} seconds.`, {
        retryAfter: minute,
      })
    }
    this.#perDay.take(sessionId)
    this.#running.set(sessionId, running + 1)
    let ended = false
    return () => {
      if (ended) return
      ended = true
      const left = (this.#running.get(sessionId) ?? 1) - 1
      if (left > 0) this.#running.set(sessionId, left)
      else this.#running.delete(sessionId)
    }
  }
}
