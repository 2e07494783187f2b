import {printTable} from '../../benchmarks/lib/table.js'
import {say} from '../../scripts/lib/log.js'

const VERDICTS = ['identical', 'deliberate', 'different', 'not covered']

/** Prints what was found: each deviation with its reason, each difference with its place, and the tables. */
export function printReport(results, coverage) {
  printDeviations(results)
  printDifferences(results)
  printOpen(coverage)
  printScenarios(results)
  printCoverage(coverage)
}

function printScenarios(results) {
  const stores = [...new Set(results.map(({store}) => store))]
  const rows = stores.map((store) => {
    const own = results.filter((result) => result.store === store)
    return [`${own.length} scenarios, our server on ${store}`, ...VERDICTS.slice(0, 3).map((name) => count(own, name))]
  })
  printTable(['against the reference server', ...VERDICTS.slice(0, 3)], rows)
}

function printCoverage(coverage) {
  const groups = [...new Set(coverage.map(({group}) => group))]
  const rows = groups.map((group) => {
    const own = coverage.filter((entry) => entry.group === group)
    return [`${group} (${own.length})`, ...VERDICTS.map((name) => count(own, name))]
  })
  rows.push([`all (${coverage.length})`, ...VERDICTS.map((name) => count(coverage, name))])
  printTable(['what the scenarios cover', ...VERDICTS], rows)
}

const count = (list, wanted) => String(list.filter(({verdict}) => verdict === wanted).length)

function printDeviations(results) {
  const reasons = new Map()
  for (const {scenario, steps} of results) {
    for (const {verdict, reason} of steps) {
      if (verdict !== 'deliberate') continue
      reasons.set(reason, new Set([...(reasons.get(reason) ?? []), scenario.name]))
    }
  }
  say(`\nDeliberate deviations (${reasons.size}):`)
  for (const [reason, names] of reasons) say(`  - ${reason} [${[...names].join(', ')}]`)
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

function printOpen(coverage) {
  const open = coverage.filter(({verdict}) => verdict === 'not covered')
  if (open.length === 0) return
  say(`\nNot covered (${open.length}):`)
  for (const {group, id, not_yet: reason} of open) say(`  - ${group}: ${id}${reason ? ` (${reason})` : ''}`)
}
