import {formatCount, formatDay, formatPercentiles, formatShare, formatUsd} from './format.ts'
import type {ModelRow, Report} from './summary.ts'

const ROWS = 10
const WIDTH = 100

/** The report for a terminal. */
export function writeTable(report: Report): string {
  const {questions, ratings, latency, tokens, cost, answeredBy, models} = report
  const share = (count: number): string => `${formatCount(count)} (${formatShare(count, questions.total)})`
  const numbers: [string, string][] = [
    ['Questions', `${formatCount(questions.total)}${questions.talk > 0 ? `, and ${questions.talk} greetings` : ''}`],
    ['  answered', share(questions.answered)],
    ['  not in the text', share(questions.unanswered)],
    ['  stopped, failed', `${formatCount(questions.stopped)}, ${formatCount(questions.failed)}`],
    ['Rated', `${formatCount(ratings.positive)} good, ${formatCount(ratings.negative)} low`],
    ['First words', formatPercentiles(latency.firstText)],
    ['Whole answer', formatPercentiles(latency.total)],
    ['Written by', writeAuthors(answeredBy)],
    ['Tokens', writeTokens(tokens)],
    ['Cost', writeCost(cost)],
    ...(models.length > 1 ? models.map((row): [string, string] => [`  ${nameOf(row)}`, writeModel(row)]) : []),
    ['Not in the sources', writeUnsupported(report.unsupported)],
  ]
  const nameWidth = Math.max(20, ...numbers.map(([name]) => name.length + 2))
  return [
    `${report.site?.title ?? 'Owner’s report'}, ${formatDay(report.from)} to ${formatDay(report.to)}`,
    '',
    ...numbers.map(([name, value]) => `${name.padEnd(nameWidth)}${value}`),
    ...section('Asked and not answered', writeClusters(report)),
    ...section('Rated low', writeLowRated(report)),
    ...section(
      'Cited most',
      top(report.mostCited, ({answers, title, url}) => `${pad(answers)}  ${title === url ? url : `${title}  ${url}`}`),
    ),
    ...section(
      'Never cited',
      report.neverCited === null
        ? ['  unknown: the content index could not be read']
        : top(report.neverCited, ({title, url}) => `      ${title}  ${url}`),
    ),
    '',
  ].join('\n')
}

function writeClusters({unanswered, unansweredWithoutText: hidden}: Report): string[] {
  const lines = top(unanswered, ({count, label, questions}) => {
    const others = questions.length > 1 ? ` (${questions.length} wordings)` : ''
    return `${pad(count)}  ${label}${others}`
  })
  return hidden === 0 ? lines : [...lines, `${pad(hidden)}  whose text is not kept`]
}

function writeLowRated({lowRated}: Report): string[] {
  return top(lowRated, ({askedAt, question, pages}) => {
    const cited = pages.map(({title}) => title).join(', ')
    return `  ${formatDay(askedAt)}  ${question ?? '(text not kept)'}${cited === '' ? '' : `  → ${cited}`}`
  })
}

export function writeAuthors({model, quotes, fallback}: Report['answeredBy']): string {
  const parts = [
    ...(model > 0 ? [`${formatCount(model)} by the model`] : []),
    ...(quotes > 0 ? [`${formatCount(quotes)} quoted`] : []),
    ...(fallback > 0 ? [`${formatCount(fallback)} quoted because the model failed`] : []),
  ]
  return parts.length === 0 ? '–' : parts.join(', ')
}

export function writeCost(cost: Report['cost']): string {
  if (cost === null) return 'set CHATKIT_PRICE_INPUT and CHATKIT_PRICE_OUTPUT'
  const total = `${cost.isPartial ? 'at least ' : ''}${formatUsd(cost.total)}`
  return cost.perAnswer === null ? total : `${total}, ${formatUsd(cost.perAnswer)} an answer`
}

export function writeTokens({
  input,
  output,
  uncounted,
}: Pick<Report['tokens'], 'input' | 'output' | 'uncounted'>): string {
  const counted = `${formatCount(input)} read, ${formatCount(output)} written`
  return uncounted === 0
    ? counted
    : `${counted}, and ${formatCount(uncounted)} ${uncounted === 1 ? 'reply that was' : 'replies that were'} not counted`
}

/** Answers of a model with sentences that their passages do not bear out. */
export function writeUnsupported({checked, answers, sentences}: Report['unsupported']): string {
  if (checked === 0) return '–'
  const noun = sentences === 1 ? 'sentence' : 'sentences'
  return `${formatCount(sentences)} ${noun} in ${formatCount(answers)} of ${formatCount(checked)} answers by a model`
}

/** Before models were told apart, none was named. */
export function nameOf({model}: ModelRow): string {
  return model === '' ? '(not named)' : model
}

export function writeModel({replies, uncounted, inputTokens: input, outputTokens: output, cost}: ModelRow): string {
  const made = `${formatCount(replies)} ${replies === 1 ? 'reply' : 'replies'}`
  if (uncounted === replies) return `${made}, not counted`
  const price = cost === null ? '' : `, ${formatUsd(cost)}`
  return `${made}, ${writeTokens({input, output, uncounted})}${price}`
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', title, ...(lines.length === 0 ? ['  none'] : lines)]
}

function top<Row>(rows: readonly Row[], write: (row: Row) => string): string[] {
  const lines = rows.slice(0, ROWS).map((row) => cut(write(row)))
  return rows.length > ROWS ? [...lines, `      and ${formatCount(rows.length - ROWS)} more`] : lines
}

function pad(count: number): string {
  return formatCount(count).padStart(6)
}

function cut(line: string): string {
  const characters = Array.from(line)
  return characters.length > WIDTH ? `${characters.slice(0, WIDTH - 1).join('')}…` : line
}
