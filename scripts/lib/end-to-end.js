import {mkdtemp, readFile, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {ENGINE_NAMES, ensureBrowsers} from './browsers.js'
import {say} from './log.js'
import {printMatrix} from './requirement-matrix.js'
import {bin, ROOT} from './paths.js'
import {start} from './processes.js'

/** Schedules of faults that are always played, the same each time. `npm run faults` plays others, and many more. */
const FAULTS = {CHATKIT_FAULTS_SCHEDULES: '50', CHATKIT_FAULTS_SEED: '1', CHATKIT_FAULTS_LANES: '6'}

/** The engines as the stories call them. */
const TITLES = {chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit'}

/**
 * Runs Jest and counts. A runner that died, or failed outside of any test, counts as a failure.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 */
export async function runJest(name, args, env = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-test-'))
  const file = path.join(folder, 'report.json')
  const {code} = await start(name, bin('jest'), [...args, '--json', `--outputFile=${file}`], {
    cwd: ROOT,
    env: {NODE_ENV: 'test', FORCE_COLOR: '0', ...env},
  }).exited
  const report = await readFile(file, 'utf8').then(JSON.parse, () => null)
  await rm(folder, {recursive: true, force: true})
  const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0)
  return {
    report,
    passed: report?.numPassedTests ?? 0,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report?.numPendingTests ?? 0,
  }
}

/**
 * The product in real browsers: the stories in every engine that is there, everything else in Chromium. Prints which requirement was shown
 * in which engine; one that none of its stories shows is a failure.
 *
 * @param {string[]} [args] for Jest; with any, only a part is run, without faults, and no requirement is missed
 */
export async function runEndToEnd(args = []) {
  const {missing, reason} = ensureBrowsers(ENGINE_NAMES)
  const engines = ENGINE_NAMES.filter((name) => !missing.includes(name)).map((name) => TITLES[name])
  const result = {passed: 0, failed: 0, skipped: 0}
  if (missing.length > 0) {
    say(`  not run in ${missing.map((name) => TITLES[name]).join(', ')}: ${reason}`)
    // In CI a suite that could not run is a failure: nobody would read the line above.
    if (process.env.CI) result.failed += missing.length
    else result.skipped += missing.length
  }
  if (missing.includes('chromium')) return result
  const picked = process.env.CHATKIT_ENGINES ?? engines.join(',')
  const run = await runJest('e2e', ['--config', 'e2e/jest.config.js', ...args], {
    CHATKIT_ENGINES: picked,
    ...(args.length === 0 ? FAULTS : {}),
  })
  const gaps = run.report === null ? 0 : await printMatrix(run.report, picked.split(','))
  const isWhole = args.length === 0 && picked === engines.join(',')
  if (isWhole && gaps > 0) say(`${gaps} requirements are shown by no story in one of the engines.`)
  return {
    passed: result.passed + run.passed,
    failed: result.failed + run.failed + (isWhole ? gaps : 0),
    skipped: result.skipped + run.skipped,
  }
}
