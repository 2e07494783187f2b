import type {ShownPassage} from '../agent/tool-output.ts'
import {isAside} from '../text/aside.ts'
import {stemsOfSynonyms, SYNONYM_WORTH} from '../text/synonyms.ts'
import {stemSet} from '../text/words.ts'
import {expandAcronyms, type Acronyms} from './acronyms.ts'
import {findEntries} from './entries.ts'
import type {Question} from './question.ts'
import type {Unit} from './units.ts'

export interface Scored {
  readonly unit: Unit
  /** How well it answers; comparable within one question. */
  readonly score: number
  /** Share (0 to 1) of the question's weight that the unit itself has. */
  readonly match: number
  /** Of each stem of the question that the unit or its heading has: the share (0 to 1) of the question's weight. */
  readonly covers: ReadonlyMap<string, number>
}

const REASONS =
  /\b(?:because|since|therefore|so that|in order to|hence|otherwise|the reason|which is why|avoids?|prevents?|argument)\b/i
const IMPERATIVE =
  /^(?:add|attach|build|call|check|choose|configure|connect|create|define|download|drive|enable|export|give|install|launch|load|make|measure|move|open|place|print|publish|put|read|record|register|remap|run|save|send|set|source|start|stop|subscribe|take|tune|turn|use|wait|work|write)\b/i

const ASIDE = /^(?:exercises?|quiz|review questions|further reading|references|what you will learn|learning goals)\b/i
const AMOUNT = /\bhow (?:many|much|long|often|far|fast|large|big|small|high|deep)\b/i

/** What a word of the question in the text counts for the sentences that answer it. */
const ASKED_WORTH = 0.7
/** What counts a sentence that only says what something is, when that is not the question. */
const ENTRY_WORTH = 0.8
const PLACE = 0.25
const NUMBER = /\d|\b(?:one|two|three|tens|hundreds|thousands|millions)\b/

/** All units with how well they answer, best first. */
export function scoreUnits(units: readonly Unit[], question: Question, acronyms: Acronyms): Scored[] {
  const stemsOf = new Map(units.map((unit) => [unit, expandAcronyms(unit.stems, acronyms)]))
  const weights = weigh(question, units, stemsOf)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const entries = findEntries(units, question.subject)
  const headings = new Map<ShownPassage, ReadonlySet<string>>()
  return units
    .map((unit): Scored => {
      const {passage} = unit
      const heading = headings.get(passage) ?? expandAcronyms(stemSet(passage.heading), acronyms)
      headings.set(passage, heading)
      // A row's cells are about what the head of their columns says.
      const above = unit.isRow ? new Set([...heading, ...stemSet((unit.rows[0] ?? []).join(' '))]) : heading
      const scored = scoreUnit(unit, question, {weights, total, stems: stemsOf.get(unit) ?? unit.stems, heading: above})
      return entries.has(passage) ? {...scored, score: scored.score * ENTRY_WORTH} : scored
    })
    .toSorted((a, b) => b.score - a.score || a.unit.rank - b.unit.rank || a.unit.order - b.unit.order)
}

interface Measure {
  readonly weights: ReadonlyMap<string, number>
  readonly total: number
  readonly stems: ReadonlySet<string>
  readonly heading: ReadonlySet<string>
}

function scoreUnit(unit: Unit, question: Question, {weights, total, stems, heading}: Measure): Scored {
  let match = 0
  let context = 0
  const covers = new Map<string, number>()
  const labels = unit.kind === 'table' && !unit.isRow ? labelStems(unit) : stems
  for (const [stem, weight] of weights) {
    if (stems.has(stem) || heading.has(stem)) covers.set(stem, weight / total)
    // What is in a table's cells only is mentioned there, not what the table is about.
    if (stems.has(stem)) match += labels.has(stem) ? weight : weight / 2
    else if (unit.asked.has(stem)) match += ASKED_WORTH * weight
    else if (heading.has(stem)) context += weight
    else if (unit.kind === 'sentence' && stemsOfSynonyms(stem).some((other) => stems.has(other)))
      match += SYNONYM_WORTH * weight
  }
  if (total > 0) {
    match /= total
    context /= total
  }
  // Under the heading "Topics" a sentence need not say "topic" again to be about topics.
  const place = PLACE / (unit.rank + 1) + 0.02 / (unit.order + 1)
  const score = (match + 0.5 * context + place) * fit(unit, question) * worthOf(unit.passage)
  // A list or table stands for itself: with its heading, most of what was asked for must be in it.
  const enough = unit.kind === 'sentence' || (match > 0 && match + context >= leastOf(unit))
  // A formula need not say in words what its heading says.
  const isFormula = question.wantsFormula && unit.formula !== ''
  return {unit, match: isFormula ? match + 0.5 * context : match, score: enough && !unit.asks ? score : 0, covers}
}

function leastOf({kind, isRow}: Unit): number {
  return kind === 'list' || isRow ? 0.5 : 0.76
}

/** How well the form of a unit suits the kind of question. */
function fit(unit: Unit, question: Question): number {
  const {kind} = question
  if (unit.isRow) return question.wantsFormula ? 0.3 : 0.8
  if (unit.kind === 'table') return kind === 'comparison' ? 1.5 : kind === 'enumeration' ? 1.4 : 0.5
  if (unit.kind === 'list') {
    if (kind === 'steps') return unit.ordered ? 1.5 : 0.7
    return kind === 'enumeration' ? 1.2 : 0.5
  }
  const count = unit.text.split(/\s+/).length
  const length = count < 5 ? 0.5 : count > 60 ? 0.75 : 1
  const standing = /^(?:and|but|or|so)\b/i.test(unit.text) ? 0.7 : unit.leans ? 0.9 : 1
  const amount = AMOUNT.test(question.text) ? fitOfAmount(unit) : 1
  const formula = fitOfFormula(unit, question)
  const reason = kind === 'reason' && REASONS.test(unit.text) ? 1.4 : 1
  const order = kind === 'steps' && IMPERATIVE.test(unit.text) ? 1.3 : 1
  return length * standing * reason * order * amount * formula
}

function fitOfAmount({text, formula}: Unit): number {
  if (formula !== '') return 1.6
  return NUMBER.test(text) ? 1.3 : 0.85
}

function fitOfFormula(unit: Unit, {wantsFormula}: Question): number {
  if (unit.formula !== '') return wantsFormula ? 1.6 : 1
  return wantsFormula && !/\$[^$]*[=<>≤≥≈]|\\(?:le|ge|approx)\b/u.test(unit.text) ? 0.7 : 1
}

/** Stems of a table's header and first column. */
function labelStems(unit: Unit): ReadonlySet<string> {
  return stemSet([...(unit.rows[0] ?? []), ...unit.rows.map((row) => row[0] ?? ''), unit.lead].join(' '))
}

/** Exercises ask and reading lists point elsewhere; neither answers. A translated page keeps the anchor. */
function worthOf({heading, url}: ShownPassage): number {
  return ASIDE.test(heading) || isAside(url) ? 0.3 : 1
}

/** Words that only some units have say more about which unit answers. */
function weigh(
  question: Question,
  units: readonly Unit[],
  stemsOf: ReadonlyMap<Unit, ReadonlySet<string>>,
): Map<string, number> {
  const carries = question.stems.some((stem) => !question.own.has(stem))
  return new Map(
    question.stems.map((stem) => {
      const found = units.filter((unit) => stemsOf.get(unit)?.has(stem)).length
      // A word that no unit has cannot tell them apart; a lone number hardly does.
      const rarity = found === 0 ? 0.3 : Math.log(1 + (units.length + 1) / found)
      const weight = /^\d{1,2}$/.test(stem) ? rarity / 4 : rarity
      // What a follow-up asks anew matters more than what the conversation was about before.
      return [stem, carries && !question.own.has(stem) ? weight / 2 : weight]
    }),
  )
}
