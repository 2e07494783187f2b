import type {ShownPassage} from '../agent/tool-output.ts'
import {readBlocks} from '../text/blocks.ts'
import {formsAsked, languageOf} from '../text/form.ts'
import {leansOnPrevious} from './units.ts'
import {stemSet} from '../text/words.ts'
import {expandAcronyms, type Acronyms} from './acronyms.ts'
import type {Question} from './question.ts'

export interface ChosenCode {
  readonly passage: ShownPassage
  readonly language: string
  /** What leads to it in the text, else its title or the section's heading. */
  readonly lead: string
  readonly code: string
}

/** Share of the question's weight that a block must have, itself or by its heading. */
const MIN_SHARE = 0.3
/** The same where code may be the answer, but nobody asked for it: "How do I …". */
const MIN_SHARE_UNASKED = 0.45
/** The same for a block in the language that was asked for. */
const MIN_SHARE_IN_LANGUAGE = 0.15
/** What a block of the best passage gains. */
const RANK_GAIN = 0.5
/** What nearly every question for code says. */
const COMMON = new Set(
  'creat make write build run us start implement add defin call launch show set get exampl code python'.split(' '),
)

/** The block that shares most words with the question, when code is asked for. Diagrams are not code. */
export function chooseCode(
  passages: readonly ShownPassage[],
  question: Question,
  acronyms: Acronyms,
): ChosenCode | null {
  if (!question.wantsCode) return null
  const wanted = formsAsked(question.text)
  const blocks = passages.flatMap((passage, rank) => readBlocksOf(passage, rank, acronyms))
  const weights = weigh(question, blocks)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  // "Show me an example in Python": what was found is what it is about.
  const enoughInLanguage = asksOnlyForCode(question) ? 0 : MIN_SHARE_IN_LANGUAGE
  const enoughElsewhere = question.namesCode ? MIN_SHARE : MIN_SHARE_UNASKED
  const inLanguage = ({language}: CodeUnit): boolean => wanted.includes(languageOf(language) ?? '')
  let best: {score: number; block: CodeUnit} | null = null
  for (const block of blocks) {
    let found = 0
    for (const [stem, weight] of weights)
      found +=
        weight * ((block.heading.has(stem) || block.title.has(stem) ? 0.6 : 0) + (block.stems.has(stem) ? 0.5 : 0))
    const share = total === 0 ? 0 : found / total
    if (share < (inLanguage(block) ? enoughInLanguage : enoughElsewhere)) continue
    // Any block in the language that was asked for is better than one in another.
    const score = share + (inLanguage(block) ? 2 : 0) + RANK_GAIN / (block.rank + 1) - 0.01 * block.at
    if (best === null || score > best.score) best = {score, block}
  }
  if (best === null) return null
  const {passage, at, language, code} = best.block
  return {passage, language, code, lead: leadOf(passage, at)}
}

/** Whether a question asks for code and nothing else of its own, as "Show me an example in Python" does. */
export function asksOnlyForCode(question: Question): boolean {
  return question.wantsCode && question.own.size > 0 && [...question.own].every((stem) => COMMON.has(stem))
}

interface CodeUnit {
  readonly passage: ShownPassage
  readonly rank: number
  readonly at: number
  readonly language: string
  readonly code: string
  readonly heading: ReadonlySet<string>
  readonly title: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
}

function readBlocksOf(passage: ShownPassage, rank: number, acronyms: Acronyms): CodeUnit[] {
  const heading = expandAcronyms(stemSet(passage.heading), acronyms)
  return passage.code.flatMap(({language, title, code}, at) =>
    language === 'mermaid'
      ? []
      : [
          {
            passage,
            rank,
            at,
            language,
            code,
            heading,
            title: stemSet(title ?? ''),
            stems: stemSet(`${title ?? ''} ${language} ${code}`),
          },
        ],
  )
}

/** Words that few blocks have tell them apart; what a follow-up carries along counts half. */
function weigh(question: Question, blocks: readonly CodeUnit[]): Map<string, number> {
  const carries = question.stems.some((stem) => !question.own.has(stem))
  return new Map(
    question.stems.map((stem) => {
      const having = blocks.filter((block) => block.heading.has(stem) || block.stems.has(stem)).length
      const rarity = having === 0 ? 0.5 : Math.log(1 + (blocks.length + 1) / having)
      const weight = COMMON.has(stem) || /^\d+$/.test(stem) ? rarity / 5 : rarity
      return [stem, carries && !question.own.has(stem) ? weight / 2 : weight]
    }),
  )
}

/** The last sentence of a paragraph, with the one it leans on. */
function leadIn(sentences: readonly string[]): string | undefined {
  const last = sentences.at(-1)
  return last !== undefined && leansOnPrevious(last) ? sentences.slice(-2).join(' ') : last
}

/** Code leaves a paragraph that ends in a colon where it stood; with as many of them as blocks, they belong together. */
function leadOf(passage: ShownPassage, at: number): string {
  const blocks = readBlocks(passage.text)
  const leads = blocks.flatMap((block, index) => {
    const last = block.kind === 'prose' ? leadIn(block.sentences) : undefined
    const next = blocks[index + 1]
    return last?.endsWith(':') === true && (next === undefined || next.kind === 'prose') ? [last] : []
  })
  const own = leads.length === passage.code.length ? leads[at] : undefined
  return own ?? passage.code[at]?.title ?? passage.heading
}
