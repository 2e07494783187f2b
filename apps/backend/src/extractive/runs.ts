import type {Unit} from './units.ts'

/** Sentences that a reader would have to go back for, at most. */
const MAX_BACK = 2
/** Above this share of common words two units say the same. */
const REPEATS = 0.7

/** A sentence with what it leans on before it; null when that cannot be quoted, and so the sentence cannot either. */
export function withAntecedent(unit: Unit, units: readonly Unit[]): Unit[] | null {
  const run = [unit]
  for (let first = unit; first.leans;) {
    const before = previous(first, units)
    if (before === null || run.length > MAX_BACK) return null
    run.unshift(before)
    first = before
  }
  return run
}

/** Up to `limit` sentences that follow in the same paragraph; with `across` in later ones as well. */
export function continuation(unit: Unit, units: readonly Unit[], limit: number, across = false): Unit[] {
  const run: Unit[] = []
  for (let last = unit; run.length < limit;) {
    const order = last.order + 1
    const next = units.find((other) => other.passage === unit.passage && other.order === order)
    if (next?.kind !== 'sentence' || next.asks) break
    if (next.paragraph !== unit.paragraph && !across) break
    if (!next.follows && next.leans) break
    run.push(next)
    last = next
  }
  return run
}

/** Whether something already chosen says the same. */
export function repeats(unit: Unit, chosen: Iterable<Unit>): boolean {
  for (const other of chosen) if (similarity(other, unit) > REPEATS) return true
  return false
}

/** The sentence before, where quoting both reads on: in the same paragraph, or across a formula. */
export function previous(unit: Unit, units: readonly Unit[]): Unit | null {
  if (!unit.follows) return null
  const order = unit.order - 1
  const before = units.find((other) => other.passage === unit.passage && other.order === order)
  return before?.kind === 'sentence' ? before : null
}

function similarity(a: Unit, b: Unit): number {
  let common = 0
  for (const stem of a.stems) if (b.stems.has(stem)) common += 1
  return common / Math.max(1, Math.min(a.stems.size, b.stems.size))
}
