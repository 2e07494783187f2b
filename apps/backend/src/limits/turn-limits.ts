import {ChatKitError} from 'chatkit-server'
import {WindowLimiter} from './window.ts'

export interface TurnLimitOptions {
  readonly turnsPerMinute: number
  readonly turnsPerDay: number
  /** Questions a minute of all sessions of one address. Default: any number. */
  readonly turnsPerAddress?: number
  readonly concurrentRuns: number
  readonly now?: () => number
}

/** What one session may ask: so many questions a minute and a day, so many answers at once; and all sessions of an address together. */
export class TurnLimits {
  readonly #perMinute: WindowLimiter
  readonly #perDay: WindowLimiter
  readonly #perAddress: WindowLimiter
  readonly #concurrent: number
  readonly #running = new Map<string, number>()

  constructor({turnsPerMinute, turnsPerDay, turnsPerAddress = Infinity, concurrentRuns, now}: TurnLimitOptions) {
    const clock = now === undefined ? {} : {now}
    this.#perMinute = new WindowLimiter({limit: turnsPerMinute, windowMs: 60_000, ...clock})
    this.#perDay = new WindowLimiter({limit: turnsPerDay, windowMs: 24 * 60 * 60_000, ...clock})
    this.#perAddress = new WindowLimiter({limit: turnsPerAddress, windowMs: 60_000, ...clock})
    this.#concurrent = concurrentRuns
  }

  /**
   * Begins an answer. Returns what ends it, safe to call twice.
   *
   * @param address null = unknown, and not counted
   * @throws ChatKitError RateLimited
   */
  begin(sessionId: string, address: string | null = null): () => void {
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
    const shared = address === null ? 0 : this.#perAddress.peek(address)
    // What is refused for the one reason is not counted for the other.
    const minute = shared > 0 ? shared : this.#perMinute.take(sessionId)
    if (minute > 0) {
      throw new ChatKitError('RateLimited', `Too many questions at once. Try again in ${minute} seconds.`, {
        retryAfter: minute,
      })
    }
    this.#perDay.take(sessionId)
    if (address !== null) this.#perAddress.take(address)
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
