/**
 * Our server against the reference server: both get the same HTTP requests and play the same scripts, and what they answer and store is
 * compared. README.md tells how to read the report and how to add a scenario.
 */
import path from 'node:path'
import {say, step} from '../../scripts/lib/log.js'
import {bin, ROOT} from '../../scripts/lib/paths.js'
import {run} from '../../scripts/lib/processes.js'
import {judge, observe} from './compare-scenario.js'
import {judgeCoverage, readCoverage} from './coverage.js'
import {startModel} from './model/start.js'
import {pin} from './pin.js'
import {prepareReference} from './reference/prepare.js'
import {startReference} from './reference/start.js'
import {printReport} from './report.js'
import {readScenarios} from './scenarios.js'

/**
 * @param {string[]} args parts of scenario names (none = all), `--pin` to write down what was seen where nothing is pinned
 * @returns {Promise<number>} the exit code: 1 when anything differs
 */
export default async function conformance(args) {
  const filter = args.filter((arg) => !arg.startsWith('--'))
  const scenarios = await readScenarios(filter)
  if (scenarios.length === 0) throw new Error(`No scenario's name contains ${filter.join(' or ')}.`)
  const coverage = await readCoverage()

  const prepared = await prepareReference()
  if (prepared.reason !== undefined) {
    say(`not run: ${prepared.reason}`)
    return 0
  }
  await step('Compiling our server', () =>
    run('tsc', bin('tsc'), ['-b', path.join(ROOT, 'packages/server')], {cwd: ROOT, quiet: true}),
  )
  const results = await compareAll(scenarios, prepared.python, args.includes('--pin'))
  // Of a part of the scenarios nothing can be said about coverage.
  const judged = filter.length === 0 ? judgeCoverage(coverage, results) : []
  printReport(results, judged)
  return [...results, ...judged].some(({verdict}) => verdict === 'different') ? 1 : 0
}

async function compareAll(scenarios, python, pinning) {
  // Not before it is compiled.
  const {startOurs} = await import('./ours/start.js')
  const {STORES} = await import('./ours/stores.js')
  const model = await startModel()
  const servers = [model]
  try {
    const reference = await step('Starting the reference server', () => startReference(python))
    servers.push(reference)
    const ours = {}
    for (const store of Object.keys(STORES)) servers.push((ours[store] = await startOurs(store)))
    const compare = (scenario) => compareOne(scenario, reference, ours, {model, pinning})
    const results = []
    await step(`Comparing ${scenarios.length} scenarios`, async () => {
      for (const scenario of scenarios) results.push(...(await compare(scenario)))
    })
    return results
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function compareOne(scenario, reference, ours, {model, pinning}) {
  const expected = await observe({...reference, model}, scenario)
  const results = []
  for (const [store, target] of Object.entries(ours)) {
    const seen = await observe({...target, model}, scenario)
    if (pinning) await pin(scenario, expected, seen)
    results.push(judge(scenario, store, expected, seen))
  }
  return results
}
