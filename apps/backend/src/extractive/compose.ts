import type {ShownPassage, ToolOutput} from '../agent/tool-output.ts'
import {escapeMarkdown, fence, link, table} from '../text/markdown.ts'
import {stemSet} from '../text/words.ts'
import {readQuestion, type Question} from './question.ts'
import {scoreUnits, type Unit} from './units.ts'

const MAX_SENTENCES = 6
const MIN_SENTENCES = 2
/** A further sentence must be at least this good against the best one. */
const WORTH = 0.5
/** Above this share of common words two sentences say the same. */
const REPEATS = 0.7
const MAX_ITEMS = 10
const MAX_ROWS = 12
const MAX_CODE_LINES = 40

/**
 * Writes an answer from retrieved passages in Markdown, every statement followed by the marker of the passage it is quoted
 * from. Nothing is added but the words around the quotes.
 *
 * @param query the question with what it takes along from the conversation
 * @param title the name of the site, for the sentence that says what this is
 */
export function composeAnswer(question: string, query: string, output: ToolOutput, title: string): string {
  if (output.passages.length === 0) return composeNothingFound(output, title)
  const asked = readQuestion(question, query)
  const units = scoreUnits(output.passages, asked)
  const chosen = chooseUnits(units)
  const code = chooseCode(output.passages, asked)
  if (chosen.length === 0 && code === null) return composePointers(output.passages, title)
  const parts = [`*${escapeMarkdown(title)}* says, in its own words:`, ...writeUnits(chosen, asked)]
  if (code !== null) parts.push(writeCode(code))
  return parts.join('\n\n')
}

function composeNothingFound(output: ToolOutput, title: string): string {
  const said = `I couldn’t find that in *${escapeMarkdown(title)}*.`
  if (output.nearest.length === 0) return `${said} Try other words, or ask about something the text covers.`
  const pages = output.nearest.map(
    ({page, heading, url}) => `- ${link(heading === page ? page : `${page} › ${heading}`, url)}`,
  )
  return `${said} These places come nearest:\n\n${pages.join('\n')}`
}

function composePointers(passages: readonly ShownPassage[], title: string): string {
  const lines = passages.slice(0, 3).map((passage) => `- ${link(passage.heading, passage.url)} [${passage.number}]`)
  return `*${escapeMarkdown(title)}* covers this here:\n\n${lines.join('\n')}`
}

/** Takes the best, then what is still worth saying and says something new. At most one list or table. */
function chooseUnits(units: readonly Unit[]): Unit[] {
  const best = units[0]
  if (best === undefined) return []
  const chosen: Unit[] = []
  let blocks = 0
  let sentences = 0
  for (const unit of units) {
    if (sentences >= MAX_SENTENCES) break
    if (unit.score === 0) break
    if (unit.score < best.score * WORTH && sentences + blocks >= MIN_SENTENCES) break
    if (unit.kind !== 'sentence' && blocks > 0) continue
    if (chosen.some((other) => similarity(other, unit) > REPEATS)) continue
    chosen.push(unit)
    if (unit.kind === 'sentence') sentences += 1
    else blocks += 1
    // With a list or a table two or three sentences are enough around it.
    if (blocks > 0 && sentences >= 3) break
  }
  return chosen
}

/** The best first with its passage's others in reading order, then the other passages in the order of their best. */
function writeUnits(chosen: readonly Unit[], question: Question): string[] {
  const byPassage = groupByPassage(chosen)
  return [...byPassage.values()].flatMap((units, index) => {
    const inOrder = units.toSorted((a, b) => a.order - b.order)
    const lead = units[0]
    // A definition leads, wherever it stood.
    const ordered =
      index === 0 && question.kind === 'definition' && lead !== undefined
        ? [lead, ...inOrder.filter((unit) => unit !== lead)]
        : inOrder
    return writeRun(ordered)
  })
}

function writeRun(units: readonly Unit[]): string[] {
  const paragraphs: string[] = []
  let sentences: string[] = []
  const flush = (): void => {
    if (sentences.length > 0) paragraphs.push(sentences.join(' '))
    sentences = []
  }
  for (const unit of units) {
    const marker = `[${unit.passage.number}]`
    if (unit.kind === 'sentence') {
      sentences.push(`${escapeMarkdown(unit.text)} ${marker}`)
      continue
    }
    flush()
    if (unit.kind === 'list') paragraphs.push(writeList(unit, marker))
    else paragraphs.push(`${escapeMarkdown(unit.passage.heading)}: ${marker}`, table(unit.rows.slice(0, MAX_ROWS)))
  }
  flush()
  return paragraphs
}

function writeList(unit: Unit, marker: string): string {
  const items = unit.items.slice(0, MAX_ITEMS)
  return items
    .map((item, index) => `${unit.ordered ? `${index + 1}.` : '-'} ${escapeMarkdown(item)} ${marker}`)
    .join('\n')
}

interface ChosenCode {
  readonly passage: ShownPassage
  readonly language: string
  readonly title: string | null
  readonly code: string
}

/** The block that shares most words with the question, when code is asked for. Diagrams are not code. */
function chooseCode(passages: readonly ShownPassage[], question: Question): ChosenCode | null {
  if (!question.wantsCode) return null
  let best: {score: number; chosen: ChosenCode} | null = null
  for (const [rank, passage] of passages.entries()) {
    const heading = stemSet(passage.heading)
    for (const block of passage.code) {
      if (block.language === 'mermaid') continue
      const stems = stemSet(`${block.title ?? ''} ${block.language} ${block.code}`)
      const found = question.stems.reduce((sum, stem) => sum + (heading.has(stem) ? 2 : stems.has(stem) ? 1 : 0), 0)
      const score = found / (2 * Math.max(1, question.stems.length)) + 0.1 / (rank + 1)
      if (found > 0 && (best === null || score > best.score)) best = {score, chosen: {passage, ...block}}
    }
  }
  return best?.chosen ?? null
}

function writeCode({passage, language, title, code}: ChosenCode): string {
  const lines = code.split('\n')
  const cut = lines.length > MAX_CODE_LINES
  const shown = lines.slice(0, MAX_CODE_LINES).join('\n')
  const label = `${escapeMarkdown(title ?? passage.heading)}${cut ? `, the first ${MAX_CODE_LINES} lines` : ''}: [${passage.number}]`
  return `${label}\n\n${fence(shown, language === 'text' ? '' : language)}`
}

function groupByPassage(units: readonly Unit[]): Map<number, Unit[]> {
  const groups = new Map<number, Unit[]>()
  for (const unit of units) {
    const group = groups.get(unit.passage.number)
    if (group === undefined) groups.set(unit.passage.number, [unit])
    else group.push(unit)
  }
  return groups
}

function similarity(a: Unit, b: Unit): number {
  let common = 0
  for (const stem of a.stems) if (b.stems.has(stem)) common += 1
  return common / Math.max(1, Math.min(a.stems.size, b.stems.size))
}
