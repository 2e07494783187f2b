import type {TokenCount} from '../agent/model-events.ts'
import {addUp} from './cost.ts'
import type {AnsweredBy, ModelUse} from './turn-record.ts'

/** Whose an answer is and what it has cost. Filled while it is made. */
export class Tally {
  answeredBy: AnsweredBy = 'quotes'
  unsupported: number | null = null
  readonly #replies: ModelUse[] = []

  get models(): readonly ModelUse[] {
    return addUp(this.#replies)
  }

  /** @param count null = nobody knows */
  addReply(model: string, count: TokenCount | null): void {
    const uncounted = count === null ? 1 : 0
    this.#replies.push({model, replies: 1, uncounted, inputTokens: count?.input ?? 0, outputTokens: count?.output ?? 0})
  }
}
