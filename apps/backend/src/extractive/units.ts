import type {ShownPassage} from '../agent/tool-output.ts'
import {readBlocks, type Block} from '../text/blocks.ts'
import {readDefinition, type Definition} from '../text/definition.ts'
import {stemSet} from '../text/words.ts'

/** Something of a passage that can be quoted by itself, or together with what it leans on. */
export interface Unit {
  readonly kind: 'sentence' | 'list' | 'table'
  readonly passage: ShownPassage
  /** Rank of its passage, 0 = best. */
  readonly rank: number
  /** Place within the passage, to quote in reading order. */
  readonly order: number
  /** The paragraph it stands in, counted within the passage. */
  readonly paragraph: number
  readonly text: string
  /** The sentence that leads to a list or table, or '' */
  readonly lead: string
  /** The formula that a sentence ends in, as `$$…$$`, or ''. */
  readonly formula: string
  readonly items: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly ordered: boolean
  readonly stems: ReadonlySet<string>
  /** What the sentence defines, or null. */
  readonly definition: Definition | null
  /** Whether it says little without what stands before it. */
  readonly leans: boolean
  /** Whether what stands before it is quoted with it: the sentence before, or one across a formula. */
  readonly follows: boolean
}

/** A list after such a label says what a chapter will teach, not what it teaches. */
const GOALS =
  /(?:\b(?:learning goals?|learning objectives?|objectives|outcomes|you will (?:learn|be able)|prerequisites|lernziele|objectifs|objetivos)\b|مقاصد).{0,40}:$/i
/** Words at the start that point back. */
const LEANS =
  /^(?:it|they|this|these|that|those|he|she|both|neither|either|another|one|but|and|so|or|however|then|thus|therefore|hence|instead|otherwise|here|there|such|its|their|together|likewise|also|again|too|for example|for instance|in (?:the first|the second|this|that|both|either case|such)|the (?:former|latter|same|first|second|third|last|other|others|rest|two|three|result|answer|reason|rule|principle|idea|point|price|catch))\b/i
/** "Multiply it by 1.5": an order whose object was named before. */
const ORDER_ABOUT_POINTER = /^\p{Lu}[\p{Ll}-]+ (?:it|them|this|these|those|both)\b/u
const POINTS_ELSEWHERE = /\b(?:above|below|as follows|the following|this (?:by|with))\b/i

/** Reads passages into units, each passage in its own order. */
export function readUnits(passages: readonly ShownPassage[]): Unit[] {
  return passages.flatMap((passage, rank) => readPassage(passage, rank))
}

/** Whether a sentence needs the one before it to be understood. */
export function leansOnPrevious(sentence: string): boolean {
  return LEANS.test(sentence) || ORDER_ABOUT_POINTER.test(sentence) || POINTS_ELSEWHERE.test(sentence)
}

function readPassage(passage: ShownPassage, rank: number): Unit[] {
  const units: Unit[] = []
  const blocks = readBlocks(passage.text)
  blocks.forEach((block, at) => {
    const lead = leadOf(blocks[at - 1])
    if (block.kind === 'prose') addSentences(units, passage, rank, at, blocks)
    if (block.kind === 'list' && !GOALS.test(lead))
      units.push(
        unit(passage, rank, at, units, {
          kind: 'list',
          text: block.items.join('\n'),
          lead,
          items: block.items,
          ordered: block.ordered,
        }),
      )
    if (block.kind === 'table')
      units.push(
        unit(passage, rank, at, units, {kind: 'table', text: block.rows.flat().join(' '), lead, rows: block.rows}),
      )
  })
  return units
}

function addSentences(units: Unit[], passage: ShownPassage, rank: number, at: number, blocks: readonly Block[]): void {
  const block = blocks[at]
  const next = blocks[at + 1]
  if (block?.kind !== 'prose') return
  let follows = blocks[at - 1]?.kind === 'formula' && units.at(-1)?.formula !== ''
  for (const [index, sentence] of block.sentences.entries()) {
    const formula = index === block.sentences.length - 1 && next?.kind === 'formula' ? next.text : ''
    if (isQuotable(sentence, formula !== '')) {
      units.push(unit(passage, rank, at, units, {kind: 'sentence', text: sentence, formula, follows}))
      follows = true
    } else follows = false
  }
}

/** The last sentence of a paragraph that ends in a colon leads to what comes next. */
function leadOf(block: Block | undefined): string {
  const last = block?.kind === 'prose' ? (block.sentences.at(-1) ?? '') : ''
  return last.endsWith(':') ? last : ''
}

function unit(
  passage: ShownPassage,
  rank: number,
  paragraph: number,
  before: readonly Unit[],
  more: Pick<Unit, 'kind' | 'text'> & Partial<Unit>,
): Unit {
  const isSentence = more.kind === 'sentence'
  return {
    passage,
    rank,
    paragraph,
    order: before.length,
    lead: '',
    formula: '',
    items: [],
    rows: [],
    ordered: false,
    follows: false,
    ...more,
    definition: isSentence ? readDefinition(more.text) : null,
    leans: isSentence && leansOnPrevious(more.text),
    stems: stemSet(more.text),
  }
}

/** Captions, labels, questions and lead-ins to what is not shown say nothing when they stand alone. */
function isQuotable(sentence: string, hasFormula: boolean): boolean {
  if (!/^[\u200e\u200f]?[\p{L}\p{N}`"“‘'($]/u.test(sentence) || sentence.split(/\s+/).length < 4) return false
  return hasFormula || /[.!…۔。！)”"’`]$/u.test(sentence)
}
