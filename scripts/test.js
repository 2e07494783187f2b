/**
 * `npm test`: everything. Builds, runs the unit and component tests, then the product in real browsers, and closes with
 * one line that counts both.
 */
import {buildPackages} from './lib/build.js'
import {runEndToEnd, runJest} from './lib/end-to-end.js'
import {say, step} from './lib/log.js'
import {stopChildrenOnSignals} from './lib/processes.js'
import {ensureServices, SERVICE_NAMES} from './lib/services.js'

stopChildrenOnSignals()

const total = {passed: 0, failed: 0, skipped: 0}
const count = (result) => {
  for (const key of Object.keys(total)) total[key] += result[key]
}

await step('Building the packages', buildPackages)
// What cannot be had is told by the tests that need it.
await step('Postgres and Redis for the tests', async () => ensureServices(SERVICE_NAMES))
await step('Unit and component tests', async () => count(await runJest('unit', [])))
await step('End-to-end tests in three engines', async () => count(await runEndToEnd()))

say('')
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
if (total.failed > 0 || total.passed === 0) process.exitCode = 1
