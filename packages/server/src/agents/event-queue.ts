/** An unbounded first-in, first-out queue with one reader. */
export class EventQueue<Item> {
  #items: Item[] = []
  #wake: (() => void) | null = null

  push(item: Item): void {
    this.#items.push(item)
    this.#wake?.()
    this.#wake = null
  }

  /** Takes all that is there. */
  drain(): Item[] {
    return this.#items.splice(0)
  }

  /** Resolves as soon as something is there. */
  ready(): Promise<void> {
    if (this.#items.length > 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
