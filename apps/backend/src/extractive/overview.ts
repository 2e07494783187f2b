import {continuation} from './runs.ts'
import type {Unit} from './units.ts'

/** How the best passage begins: for "explain this", where nothing else says what is wanted. */
export function chooseOverview(units: readonly Unit[]): Unit[] {
  const first = units.find((unit) => unit.kind === 'sentence' && !unit.leans)
  return first === undefined ? [] : [first, ...continuation(first, units, 3)]
}
