import {fail} from './failure.ts'

/** Bounds on what one rendering may take. */
export interface TemplateLimits {
  /** Operations: a value read, a loop's turn, 64 characters or 8 entries copied. Default 1,000,000: some tenths of a second. */
  steps: number
  /** Characters written, and length of any one text or list. Default 1,000,000. */
  size: number
}

/** The defaults of {@link TemplateLimits}. */
export const DEFAULT_TEMPLATE_LIMITS: TemplateLimits = {steps: 1_000_000, size: 1_000_000}

/** How deeply expressions and values may nest. */
const MAX_DEPTH = 200

/** What one rendering has left. */
export class Budget {
  readonly #limits: TemplateLimits
  #steps = 0
  #depth = 0

  constructor(limits: TemplateLimits) {
    this.#limits = limits
  }

  /** Takes steps. */
  spend(steps: number): void {
    this.#steps += steps
    if (this.#steps > this.#limits.steps) {
      throw fail('limit', `The template takes more than ${this.#limits.steps} steps. Give it less data`)
    }
  }

  /** Takes the steps for text of that length, which must not be too long. */
  spendText(length: number): void {
    this.checkSize(length)
    this.spend(1 + (length >> 6))
  }

  /** Takes the steps for a list of that length, which must not be too long. */
  spendList(length: number): void {
    this.checkSize(length)
    this.spend(1 + (length >> 3))
  }

  checkSize(length: number): void {
    if (length > this.#limits.size) {
      throw fail('limit', `The template makes something longer than ${this.#limits.size}. Give it less data`)
    }
  }

  /** Does something that may do itself again. */
  nested<T>(run: () => T): T {
    if (this.#depth >= MAX_DEPTH) throw fail('limit', `Something nests more than ${MAX_DEPTH} levels deep`)
    this.#depth += 1
    const result = run()
    this.#depth -= 1
    return result
  }
}
