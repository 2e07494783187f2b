/** Lets one holder in at a time, first come first served. */
export class Mutex {
  #locked = false
  readonly #waiting: (() => void)[] = []

  async lock(): Promise<void> {
    if (this.#locked) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#locked = true
  }

  unlock(): void {
    const next = this.#waiting.shift()
    // Handed over while still locked: whoever calls lock() before `next` wakes up must not slip in between.
    if (next === undefined) this.#locked = false
    else next()
  }
}
