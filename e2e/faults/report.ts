import {ms, percentile} from '../../benchmarks/lib/stats.js'
import {printTable} from '../../benchmarks/lib/table.js'
import type {Outcome} from './lane.ts'
import {FAULT_KINDS, type Schedule} from './schedule.ts'

export interface Played {
  schedule: Schedule
  outcome?: Outcome
  /** Why there is none. */
  failure?: string
}

/** Whether nothing was lost, doubled or left undone. */
export function isWell({outcome}: Played): boolean {
  return (
    outcome !== undefined &&
    [outcome.lost, outcome.doubled, outcome.incomplete, outcome.uncaught].every(({length}) => length === 0)
  )
}

export function printReport(all: readonly Played[]): void {
  const outcomes = all.flatMap(({outcome}) => outcome ?? [])
  const total = (pick: (outcome: Outcome) => number) => String(outcomes.reduce((sum, each) => sum + pick(each), 0))
  const faults = all.flatMap(({schedule}) => schedule.faults)
  printTable(
    ['fault', 'times'],
    FAULT_KINDS.map((kind) => [kind, String(faults.filter((fault) => fault.kind === kind).length)]),
  )
  printTable(
    ['what came of them', ''],
    [
      ['schedules', String(all.length)],
      ['faults', String(faults.length)],
      ['questions asked', total(({asked}) => asked.length)],
      ['lost', total(({lost}) => lost.length)],
      ['doubled', total(({doubled}) => doubled.length)],
      ['answers complete', total(({asked, incomplete, marked}) => asked.length - incomplete.length - marked.length)],
      ['answers not whole, and marked as such with Try again', total(({marked}) => marked.length)],
      ['answers not whole, and not marked', total(({incomplete}) => incomplete.length)],
      [
        'schedules in which the reader pressed Try again or sent again',
        String(outcomes.filter(({presses}) => presses > 0).length),
      ],
      ['times the reader did', total(({presses}) => presses)],
      ['schedules that did not end well in time', String(all.filter(({outcome}) => !outcome).length)],
      ['uncaught errors', total(({uncaught}) => uncaught.length)],
    ],
  )
  if (outcomes.length === 0) return
  const times = outcomes.map(({recovery}) => recovery)
  printTable(
    ['recovery, from the end of the last fault or the last question', 'p50', 'p95', 'max'],
    [
      [
        'until all answers are complete',
        ms(percentile(times, 0.5)),
        ms(percentile(times, 0.95)),
        ms(Math.max(...times)),
      ],
    ],
  )
}

/** What failed, with all that is needed to see it again. */
export function describeFailure({schedule, outcome, failure}: Played): string {
  const wrong = failure ?? JSON.stringify(outcome)
  return `seed ${schedule.seed} (npm run faults -- --seed ${schedule.seed}): ${wrong}\n${JSON.stringify(schedule)}`
}
