/**
 * `npm test`: everything. Builds, runs the unit and component tests, then the product in a real browser, and closes with
 * one line that counts both.
 */
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {ensureBrowsers} from './lib/browsers.js'
import {buildPackages} from './lib/build.js'
import {say, step} from './lib/log.js'
import {bin, ROOT} from './lib/paths.js'
import {start, stopChildrenOnSignals} from './lib/processes.js'
import {ensureServices, SERVICE_NAMES} from './lib/services.js'

stopChildrenOnSignals()

const results = await mkdtemp(path.join(os.tmpdir(), 'chatkit-test-'))
const total = {passed: 0, failed: 0, skipped: 0}

await step('Building the packages', buildPackages)
// What cannot be had is told by the tests that need it.
await step('Postgres and Redis for the tests', async () => ensureServices(SERVICE_NAMES))
await step('Unit and component tests', () => jest('unit', []))
await step('End-to-end tests in Chromium', runEndToEnd)
await rm(results, {recursive: true, force: true})

say('')
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
if (total.failed > 0 || total.passed === 0) process.exitCode = 1

async function runEndToEnd() {
  const {missing, reason} = ensureBrowsers(['chromium'])
  if (missing.length === 0) return jest('e2e', ['--config', 'e2e/jest.config.js'])
  say(`  not run: ${reason}`)
  // In CI a suite that could not run is a failure: nobody would read the line above.
  if (process.env.CI) total.failed += 1
  else total.skipped += 1
}

async function jest(name, args) {
  const file = path.join(results, `${name}.json`)
  const {code} = await start(name, bin('jest'), [...args, '--json', `--outputFile=${file}`], {
    cwd: ROOT,
    env: {NODE_ENV: 'test', FORCE_COLOR: '0'},
  }).exited
  const report = await readFile(file, 'utf8').then(JSON.parse, () => null)
  total.passed += report?.numPassedTests ?? 0
  total.failed += (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0)
  total.skipped += report?.numPendingTests ?? 0
  // A runner that died, or failed outside any test, must not look like a pass.
  if (code !== 0 && !(report?.numFailedTests || report?.numRuntimeErrorTestSuites)) total.failed += 1
}
