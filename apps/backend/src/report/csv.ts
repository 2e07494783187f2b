import {wordingKey} from './clusters.ts'
import {costOf} from './cost.ts'
import type {StoredTurn} from './report-store.ts'
import type {Report, SummaryInput} from './summary.ts'
import type {ModelUse} from './turn-record.ts'

const COLUMNS = [
  'asked_at',
  'outcome',
  'rating',
  'answered_by',
  'first_text_ms',
  'total_ms',
  'models',
  'input_tokens',
  'output_tokens',
  'cost_usd',
  'unsupported',
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
    turn.models.map(({model}) => model).join(' '),
    ...writeTokens(turn.models),
    writeCost(turn.models, prices),
    turn.unsupported ?? '',
    turn.question === null ? '' : (clusters.get(wordingKey(turn.question)) ?? ''),
    turn.question ?? '',
    turn.cited.join(' '),
  ])
  return [COLUMNS, ...lines].map((line) => `${line.map(writeCell).join(',')}\r\n`).join('')
}

/** Read and written; empty where something was not counted, for a number would pass for the whole. */
function writeTokens(models: readonly ModelUse[]): (string | number)[] {
  if (models.some(({uncounted}) => uncounted > 0)) return ['', '']
  const add = (field: 'inputTokens' | 'outputTokens') => models.reduce((sum, use) => sum + use[field], 0)
  return [add('inputTokens'), add('outputTokens')]
}

function writeCost(models: readonly ModelUse[], prices: SummaryInput['prices']): string {
  if (prices === null) return ''
  const costs = models.map((use) => (use.uncounted > 0 ? null : costOf(use, prices)))
  return costs.includes(null) ? '' : costs.reduce((sum: number, cost) => sum + (cost ?? 0), 0).toFixed(6)
}

function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // A reader may write what a spreadsheet would take for a formula.
  const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
