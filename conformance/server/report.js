import {printTable} from '../../benchmarks/lib/table.js'
import {say} from '../../scripts/lib/log.js'

const VERDICTS = ['identical', 'deliberate', 'different', 'not covered']

/** Prints what was found: each deviation with its reason, each difference with its place, and the tables. */
export function printReport(results, coverage) {
  printDeviations(results)
  printDifferences(results)
  printStale(results, coverage)
  printOpen(coverage)
  printScenarios(results)
  printCoverage(coverage)
}

function printScenarios(results) {
  const verdicts = VERDICTS.slice(0, 3)
  const rows = groupBy(results, ({store}) => store).flatMap(([store, own]) => {
    const answers = own.flatMap(({steps}) => steps)
    return [
      [`${own.length} scenarios, our server on ${store}`].concat(counts(own, verdicts)),
      [`${answers.length} answers, our server on ${store}`].concat(counts(answers, verdicts)),
    ]
  })
  printTable(['against the reference server', ...verdicts], rows)
}

function printCoverage(coverage) {
  if (coverage.length === 0) return
  const rows = groupBy(coverage, ({group}) => group).map(([group, own]) =>
    [`${group} (${own.length})`].concat(counts(own, VERDICTS)),
  )
  rows.push([`all (${coverage.length})`].concat(counts(coverage, VERDICTS)))
  printTable(['what the scenarios cover', ...VERDICTS], rows)
}

/** How many of a list have each verdict. */
const counts = (list, verdicts) => verdicts.map((name) => String(list.filter(({verdict}) => verdict === name).length))

function groupBy(list, keyOf) {
  const groups = new Map()
  for (const entry of list) {
    const key = keyOf(entry)
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups]
}

function printDeviations(results) {
  const found = results.flatMap(({scenario, steps}) =>
    steps.filter(({verdict}) => verdict === 'deliberate').map(({reason}) => ({reason, name: scenario.name})),
  )
  const byReason = groupBy(found, ({reason}) => reason)
  if (byReason.length === 0) return
  say(`\nDeliberate deviations (${byReason.length}):`)
  for (const [reason, own] of byReason) say(`  - ${reason} [${[...new Set(own.map(({name}) => name))].join(', ')}]`)
}

function printDifferences(results) {
  const different = results.filter(({verdict}) => verdict === 'different')
  if (different.length === 0) return
  say('\nDifferences:')
  for (const {scenario, store, steps} of different) {
    say(`  ${scenario.name}: ${scenario.title} (our server on ${store})`)
    for (const {step, verdict, lines} of steps) {
      if (verdict !== 'different') continue
      for (const line of lines) say(`    step ${step}: ${line}`)
    }
  }
}

function printStale(results, coverage) {
  if (results.some(({verdict}) => verdict === 'different')) return
  for (const {id, verdict} of coverage) {
    if (verdict === 'different') say(`\nDifference: "${id}" is on the list, but both servers do the same.`)
  }
}

function printOpen(coverage) {
  const open = coverage.filter(({verdict}) => verdict === 'not covered')
  if (open.length === 0) return
  say(`\nNot covered (${open.length}):`)
  for (const [reason, own] of groupBy(open, ({not_yet}) => not_yet ?? 'no scenario so far'))
    say(`  - ${reason}: ${own.map(({id}) => id).join(', ')}`)
}
