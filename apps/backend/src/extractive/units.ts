import type {ShownPassage} from '../agent/tool-output.ts'
import {readBlocks, type Block} from '../text/blocks.ts'
import {readDefinition, type Definition} from '../text/definition.ts'
import {leansInUrdu} from '../text/urdu.ts'
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
  /** Whether it is a row of a table that is a unit too. */
  readonly isRow: boolean
  readonly stems: ReadonlySet<string>
  /** What the sentence defines, or null. */
  readonly definition: Definition | null
  /** Whether it says little without what stands before it. */
  readonly leans: boolean
  /** Whether it is a question, which is quoted only before what answers it. */
  readonly asks: boolean
  /** Stems of the question in the text that its paragraph answers. */
  readonly asked: ReadonlySet<string>
  /** Whether what stands before it is quoted with it: the sentence before, or one across a formula. */
  readonly follows: boolean
}

const NOTHING: ReadonlySet<string> = new Set()

/** A list after such a label says what a chapter will teach, not what it teaches. */
const GOALS =
  /(?:\b(?:learning goals?|learning objectives?|objectives|outcomes|you will (?:learn|be able)|prerequisites|lernziele|objectifs|objetivos)\b|مقاصد).{0,40}:$/i
/** Words at the start that point back. */
const LEANS =
  /^(?:it|they|this|these|that|those|he|she|both|neither|either|another|one|but|and|so|or|however|then|thus|therefore|hence|instead|otherwise|here|there|such|its|their|together|likewise|also|again|too|for example|for instance|in (?:the first|the second|this|that|both|either case|such)|the (?:former|latter|same|first|second|third|last|other|others|rest|two|three|result|answer|reason|rule|principle|idea|point|price|catch))\b/i
/** A piece of a sentence that a formula or a quotation has cut: "where $h$ is the height." */
const PIECE = /^(?:is|are|was|were|where|which|whose|than)\b/u
/** "Multiply it by 1.5": an order whose object was named before. */
const ORDER_ABOUT_POINTER = /^\p{Lu}[\p{Ll}-]+ (?:it|them|this|these|those|both)\b/u
const POINTS_ELSEWHERE =
  /\b(?:(?:above|below)(?! (?:an?|the|its?|each|all|zero|\$|\d))|as follows|the following|this (?:by|with))\b/i

/** Reads passages into units, each passage in its own order. */
export function readUnits(passages: readonly ShownPassage[]): Unit[] {
  return passages.flatMap((passage, rank) => readPassage(passage, rank))
}

/** Whether a sentence needs the one before it to be understood. */
export function leansOnPrevious(sentence: string): boolean {
  return (
    leansInUrdu(sentence) || [LEANS, PIECE, ORDER_ABOUT_POINTER, POINTS_ELSEWHERE].some((form) => form.test(sentence))
  )
}

function readPassage(passage: ShownPassage, rank: number): Unit[] {
  const units: Unit[] = []
  const blocks = readBlocks(passage.text)
  blocks.forEach((block, at) => {
    const lead = leadOf(blocks[at - 1])
    const follows = lead !== '' && units.at(-1)?.paragraph === at - 1
    if (block.kind === 'prose') addSentences(units, passage, rank, at, blocks)
    if (block.kind === 'list' && !GOALS.test(lead))
      units.push(
        unit(passage, rank, at, units, {
          kind: 'list',
          text: block.items.join('\n'),
          lead,
          follows,
          items: block.items,
          ordered: block.ordered,
        }),
      )
    if (block.kind === 'table')
      units.push(...readTable(block.rows, (more) => unit(passage, rank, at, units, {lead, follows, ...more})))
  })
  return units
}

/** The table as a whole and, where it is longer, each of its rows under the header: one row of symptoms may be all that is asked. */
function readTable(
  rows: readonly (readonly string[])[],
  toUnit: (more: Pick<Unit, 'kind' | 'text' | 'rows'> & Partial<Unit>) => Unit,
): Unit[] {
  const [head = [], ...body] = rows
  const single = body.length < 2 ? [] : body
  return [
    toUnit({kind: 'table', text: rows.flat().join(' '), rows}),
    ...single.map((row) => toUnit({kind: 'table', text: row.join(' '), rows: [head, row], isRow: true})),
  ]
}

function addSentences(units: Unit[], passage: ShownPassage, rank: number, at: number, blocks: readonly Block[]): void {
  const block = blocks[at]
  const next = blocks[at + 1]
  if (block?.kind !== 'prose') return
  let follows = blocks[at - 1]?.kind === 'formula' && units.at(-1)?.formula !== ''
  let asked = NOTHING
  for (const [index, sentence] of block.sentences.entries()) {
    const asks = sentence.endsWith('?')
    const formula = index === block.sentences.length - 1 && next?.kind === 'formula' ? next.text : ''
    if (isQuotable(sentence, formula !== '')) {
      units.push(unit(passage, rank, at, units, {kind: 'sentence', text: sentence, formula, follows, asks, asked}))
      follows = true
    } else follows = false
    if (asks) asked = stemSet(sentence)
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
    isRow: false,
    follows: false,
    asks: false,
    asked: NOTHING,
    ...more,
    definition: isSentence ? readDefinition(more.text) : null,
    leans: leansOnPrevious(isSentence ? more.text : (more.lead ?? '')),
    stems: stemSet(isSentence ? more.text : `${more.lead ?? ''} ${more.text}`),
  }
}

/** Captions, labels and lead-ins to what is not shown say nothing when they stand alone. */
function isQuotable(sentence: string, hasFormula: boolean): boolean {
  if (!/^[\u200e\u200f]?[\p{L}\p{N}`"“‘'($]/u.test(sentence)) return false
  if (sentence.split(/\s+/).length < (sentence.endsWith('?') ? 2 : 4)) return false
  return hasFormula || /[.!?…۔。！)”"’`]$/u.test(sentence)
}
