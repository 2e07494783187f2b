import type {ReasoningWorkflow} from './reasoning-workflow.ts'

/**
 * The reasoning of models that send it raw, as one thought for each response. It can be a hundred times as long as a summary, and every
 * update of a task holds all of its text: so an update waits until there is a sixteenth more to show, which keeps the total in proportion
 * to the length.
 */
export class ThoughtStream<Context> {
  readonly #reasoning: ReasoningWorkflow<Context>
  #text = ''
  #shown = 0
  #count = 0

  constructor(reasoning: ReasoningWorkflow<Context>) {
    this.#reasoning = reasoning
  }

  get isOpen(): boolean {
    return this.#text !== ''
  }

  add(text: string): void {
    if (!this.isOpen) this.#reasoning.begin()
    this.#text += text
    if (this.#text.length - this.#shown < this.#shown / 16) return
    this.#reasoning.delta(String(this.#count), this.#text.slice(this.#shown))
    this.#shown = this.#text.length
  }

  /** The answer begins, or the response has ended. */
  end(): void {
    if (!this.isOpen) return
    this.#reasoning.done(String(this.#count), this.#text)
    this.#text = ''
    this.#shown = 0
    this.#count += 1
  }

  /** Thoughts that did not stream. */
  whole(texts: readonly string[]): void {
    for (const text of texts) {
      this.add(text)
      this.end()
    }
  }
}
