import type {Price, Prices} from '../config/model.ts'
import type {ModelUse} from './turn-record.ts'

/** What a model costs; null when no price is known for it. */
function priceOf(model: string, prices: Prices): Price | null {
  return 'get' in prices ? (prices.get(model) ?? null) : prices
}

/** US dollars for what was counted; null when no price is known for the model. */
export function costOf({model, inputTokens, outputTokens}: ModelUse, prices: Prices): number | null {
  const price = priceOf(model, prices)
  return price === null ? null : (inputTokens * price.input + outputTokens * price.output) / 1_000_000
}

/** Uses of the same model added up, most used first. */
export function addUp(uses: readonly ModelUse[]): ModelUse[] {
  const sums = new Map<string, ModelUse>()
  for (const use of uses) {
    const sum = sums.get(use.model)
    sums.set(use.model, {
      model: use.model,
      replies: (sum?.replies ?? 0) + use.replies,
      uncounted: (sum?.uncounted ?? 0) + use.uncounted,
      inputTokens: (sum?.inputTokens ?? 0) + use.inputTokens,
      outputTokens: (sum?.outputTokens ?? 0) + use.outputTokens,
    })
  }
  return [...sums.values()].toSorted((a, b) => b.replies - a.replies || (a.model < b.model ? -1 : 1))
}
