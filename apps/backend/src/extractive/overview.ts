import {continuation} from './runs.ts'
import type {Unit} from './units.ts'

/** How the best passage begins, or a list or table where that is all it has: for a passage of which no part has the question's words. */
export function chooseOpening(units: readonly Unit[]): Unit[] {
  const ofBest = units.filter((unit) => unit.rank === 0)
  const sentences = chooseOverview(ofBest)
  return sentences.length > 0 ? sentences : ofBest.filter((unit) => unit.kind !== 'sentence').slice(0, 1)
}

/** How the best passage begins: for "explain this", where nothing else says what is wanted. */
export function chooseOverview(units: readonly Unit[]): Unit[] {
  const first = units.find((unit) => unit.kind === 'sentence' && !unit.leans && !unit.asks)
  return first === undefined ? [] : [first, ...continuation(first, units, 3)]
}
