/** An unbounded first-in, first-out queue with one reader. */
export class EventQueue<Item> {
  #items: Item[] = []
  #wake: (() => void) | null = null

  push(item: Item): void {
    this.#items.push(item)
    this.#stir()
  }

  /** Takes all that is there. */
  drain(): Item[] {
    return this.#items.splice(0)
  }

  /**
   * Yields what comes, as it comes, until `work` has settled; rejects as it does. What is there then stays, for the caller to take or to
   * throw away.
   */
  async *whileRunning(work: Promise<void>): AsyncGenerator<Item, void, undefined> {
    const state = {settled: false}
    const settle = (): void => {
      state.settled = true
      this.#stir()
    }
    work.then(settle, settle)
    while (!state.settled) {
      if (this.#items.length > 0) yield* this.drain()
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
    await work
  }

  #stir(): void {
    this.#wake?.()
    this.#wake = null
  }
}
