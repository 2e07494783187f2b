import {wordingKey} from './clusters.ts'
import type {StoredTurn} from './report-store.ts'
import {costOf, type Report, type SummaryInput} from './summary.ts'

const COLUMNS = [
  'asked_at',
  'outcome',
  'rating',
  'answered_by',
  'first_text_ms',
  'total_ms',
  'input_tokens',
  'output_tokens',
  'cost_usd',
  'cluster',
  'question',
  'cited',
] as const

/** One line a question, for a spreadsheet (RFC 4180). The question is there only where its text is kept. */
export function writeCsv(turns: readonly StoredTurn[], report: Report, prices: SummaryInput['prices']): string {
  const clusters = new Map(
    report.unanswered.flatMap(({label, questions}) => questions.map(({text}) => [wordingKey(text), label] as const)),
  )
  const lines = turns.map((turn) => [
    new Date(turn.askedAt).toISOString(),
    turn.outcome,
    turn.rating ?? '',
    turn.answeredBy,
    turn.firstTextMs ?? '',
    turn.totalMs,
    turn.inputTokens,
    turn.outputTokens,
    prices === null ? '' : costOf(turn, prices).toFixed(6),
    turn.question === null ? '' : (clusters.get(wordingKey(turn.question)) ?? ''),
    turn.question ?? '',
    turn.cited.join(' '),
  ])
  return [COLUMNS, ...lines].map((line) => `${line.map(writeCell).join(',')}\r\n`).join('')
}

function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // A reader may write what a spreadsheet would take for a formula.
  const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
