import type {ShownPassage} from '../agent/tool-output.ts'
import {readBlocks} from '../text/blocks.ts'
import {isDefinitionOf} from '../text/head.ts'
import {stemSet} from '../text/words.ts'
import type {Question} from './question.ts'

/** Something that can be quoted by itself, with how well it answers. */
export interface Unit {
  readonly kind: 'sentence' | 'list' | 'table'
  readonly passage: ShownPassage
  /** Rank of its passage, 0 = best. */
  readonly rank: number
  /** Place within the passage, to quote in reading order. */
  readonly order: number
  readonly text: string
  readonly items: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly ordered: boolean
  readonly stems: ReadonlySet<string>
  readonly score: number
}

const REASONS =
  /\b(?:because|since|therefore|so that|in order to|hence|otherwise|the reason|which is why|avoids?|prevents?)\b/i
/** A list after such a label says what a chapter will teach, not what it teaches. */
const GOALS =
  /\b(?:learning goals?|learning objectives?|objectives|outcomes|you will (?:learn|be able)|prerequisites)\b.{0,40}:$/i
/** A sentence that leans on the one before it reads badly on its own. */
const DANGLING =
  /^(?:it|they|this|these|that|those|he|she|but|and|so|however|then|here|such|its|their|the (?:former|latter|same|first|second))\b/i

/** All units of the passages, best first. */
export function scoreUnits(passages: readonly ShownPassage[], question: Question): Unit[] {
  const units = passages.flatMap((passage, rank) => unitsOf(passage, rank))
  const weights = weigh(question, units)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return units
    .map((unit): Unit => Object.assign(unit, {score: scoreUnit(unit, question, weights, total)}))
    .toSorted((a, b) => b.score - a.score || a.rank - b.rank || a.order - b.order)
}

function scoreUnit(unit: Unit, question: Question, weights: ReadonlyMap<string, number>, total: number): number {
  const heading = stemSet(`${unit.passage.page} ${unit.passage.heading}`)
  let own = 0
  let context = 0
  for (const [stem, weight] of weights) {
    if (unit.stems.has(stem)) own += weight
    else if (heading.has(stem)) context += weight
  }
  // A list or table stands for itself: half of what was asked for must be in it.
  if (unit.kind !== 'sentence' && own < total / 2) return 0
  // Under the heading "Topics" a sentence need not say "topic" again to be about topics.
  const matched = total === 0 ? 0 : (own + 0.5 * context) / total
  const match = isDefinition(unit, question) ? Math.max(matched, 0.9) : matched
  const place = 0.2 / (unit.rank + 1) + 0.08 / (unit.order + 1)
  return (match + place) * fit(unit, question) * worthOf(unit.passage)
}

/** How well the form of a unit suits the kind of question. */
function fit(unit: Unit, question: Question): number {
  const {kind} = question
  if (unit.kind === 'table') return kind === 'comparison' ? 1.5 : kind === 'enumeration' ? 1 : 0.5
  if (unit.kind === 'list') {
    if (kind === 'steps') return unit.ordered ? 1.2 : 0.7
    return kind === 'enumeration' ? 1 : 0.5
  }
  const count = unit.text.split(/\s+/).length
  const length = count < 5 ? 0.5 : count > 60 ? 0.75 : 1
  const standing = DANGLING.test(unit.text) ? 0.8 : 1
  const definition = isDefinition(unit, question) ? 1.6 : 1
  const reason = kind === 'reason' && REASONS.test(unit.text) ? 1.3 : 1
  return length * standing * definition * reason
}

/** Exercises ask and reading lists point elsewhere; neither answers. */
function worthOf(passage: ShownPassage): number {
  return /^(?:exercises?|quiz|review questions|further reading|references|what you will learn|learning goals)\b/i.test(
    passage.heading,
  )
    ? 0.4
    : 1
}

/** "A topic is …", "Topics are …": the thing asked for stands before the verb, near the start. */
function isDefinition(unit: Unit, question: Question): boolean {
  if (question.kind !== 'definition' || unit.kind !== 'sentence') return false
  return question.head !== null && isDefinitionOf(question.head, unit.text)
}

/** Words that only some units have say more about which unit answers. */
function weigh(question: Question, units: readonly Unit[]): Map<string, number> {
  return new Map(
    question.stems.map((stem) => {
      const found = units.filter((unit) => unit.stems.has(stem)).length
      const weight = found === 0 ? 0.5 : Math.log(1 + (units.length + 1) / found)
      // What a follow-up asks anew matters more than what the conversation was about before.
      return [stem, question.own.has(stem) ? weight : weight / 2]
    }),
  )
}

function unitsOf(passage: ShownPassage, rank: number): Unit[] {
  const units: Unit[] = []
  const add = (kind: Unit['kind'], text: string, more: Partial<Unit> = {}): void => {
    const base = {kind, passage, rank, order: units.length, text, items: [], rows: [], ordered: false, score: 0}
    units.push({...base, ...more, stems: stemSet(text)})
  }
  let label = ''
  for (const block of readBlocks(passage.text)) {
    const announced = label
    label = block.kind === 'prose' ? (block.sentences.at(-1) ?? '') : ''
    if (block.kind === 'list' && GOALS.test(announced)) continue
    if (block.kind === 'prose')
      for (const sentence of block.sentences) if (isQuotable(sentence)) add('sentence', sentence)
    if (block.kind === 'list') add('list', block.items.join('\n'), {items: block.items, ordered: block.ordered})
    if (block.kind === 'table') add('table', block.rows.flat().join(' '), {rows: block.rows})
  }
  return units
}

/** Captions, labels and lead-ins ("The steps are:") say nothing when they stand alone. */
function isQuotable(sentence: string): boolean {
  return /^[\p{L}\p{N}`"“‘'($]/u.test(sentence) && !/[:?]$/.test(sentence) && sentence.split(/\s+/).length >= 4
}
