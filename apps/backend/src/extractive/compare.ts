import type {Name} from '../text/definition.ts'
import {contentStems, stemSet} from '../text/words.ts'
import {expandAcronyms, spellOut, type Acronyms} from './acronyms.ts'
import {findDefinition, findLead} from './define.ts'
import {continuation, repeats, withAntecedent} from './runs.ts'
import type {Unit} from './units.ts'

export type Sides = readonly [readonly Name[], readonly Name[]]

const CONTRAST =
  /;|\b(?:while|whereas|but|unlike|instead|rather|than|differ\w*|in contrast|by contrast|on the other hand|only|not)\b/i
const MAX_BOTH = 2

export interface Comparison {
  /** Sentences that set the two against each other. */
  readonly both: readonly Unit[]
  /** What is said of each by itself. */
  readonly each: readonly (readonly Unit[])[]
  /** A table that has both, cut to what is asked about. */
  readonly table: Unit | null
}

/** What the passages say of two things: both at once where they do, and each by itself. Null when that is too little. */
export function compare(units: readonly Unit[], sides: Sides, acronyms: Acronyms): Comparison | null {
  const table = findTable(units, sides, acronyms)
  const both = findBoth(units, sides, acronyms)
  const rest = units.filter((unit) => !both.includes(unit))
  const found = sides.map((side) => (table === null ? findLead(rest, side) : findDefinition(rest, side)))
  const each = found.map((unit) => (unit === null ? [] : [unit, ...goOn(unit, rest, table !== null)]))
  const known = found.filter((unit) => unit !== null).length
  if (table === null && both.length === 0 && known < 2) return null
  return {both, each: each.filter((run) => run.length > 0), table}
}

/** Without a table each side may say one sentence more. */
function goOn(unit: Unit, units: readonly Unit[], hasTable: boolean): Unit[] {
  return hasTable || unit.formula !== '' ? [] : continuation(unit, units, 1)
}

/** Sentences that name both sides and contrast them. */
function findBoth(units: readonly Unit[], sides: Sides, acronyms: Acronyms): Unit[] {
  const chosen: Unit[] = []
  for (const unit of units) {
    if (unit.kind !== 'sentence' || unit.asks || !CONTRAST.test(unit.text)) continue
    const stems = spellOut(expandAcronyms(unit.stems, acronyms), acronyms)
    if (!sides.every((side) => hasSide(stems, side)) || repeats(unit, chosen)) continue
    const run = withAntecedent(unit, units)
    if (run !== null && chosen.length + run.length <= MAX_BOTH)
      chosen.push(...run.filter((one) => !chosen.includes(one)))
  }
  return chosen
}

/** A table with a column, or a row, for each side. */
function findTable(units: readonly Unit[], sides: Sides, acronyms: Acronyms): Unit | null {
  const has = (cell: string, side: readonly Name[]): boolean => isCellOf(cell, side, acronyms)
  let byRows: Unit | null = null
  for (const unit of units) {
    const [head = [], ...body] = unit.rows
    if (body.length === 0) continue
    const columns = sides.map((side) => head.findIndex((cell, at) => at > 0 && has(cell, side)))
    if (isPair(columns)) {
      const kept = [0, ...columns]
      return {...unit, rows: unit.rows.map((row) => kept.map((at) => row[at] ?? ''))}
    }
    const rows = sides.map((side) => body.findIndex((row) => has(row[0] ?? '', side)))
    if (isPair(rows)) byRows ??= {...unit, rows: [head, ...rows.map((at) => body[at] ?? [])]}
  }
  return byRows
}

/** Whether a cell is about a side, and about little else: "Gazebo Harmonic" is Gazebo's, a list of topics is no topic's. */
function isCellOf(cell: string, side: readonly Name[], acronyms: Acronyms): boolean {
  const longest = Math.max(...side.map((name) => name.stems.length))
  return contentStems(cell).length <= longest + 1 && hasSide(spellOut(stemSet(cell), acronyms), side)
}

function isPair(places: readonly number[]): boolean {
  return places.every((place) => place >= 0) && new Set(places).size === places.length
}

/** Whether the stems have all words of one of a side's names. */
function hasSide(stems: ReadonlySet<string>, side: readonly Name[]): boolean {
  return side.some((name) => name.stems.every((stem) => stems.has(stem)))
}
