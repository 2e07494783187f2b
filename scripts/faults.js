/**
 * `npm run faults -- [--schedules 1000] [--seed 1] [--lanes 8]`: readers ask questions on the built site in a real browser while the
 * connection breaks in every way, and nothing may be lost, doubled or left undone. Prints what was done and what came of it. With a
 * seed alone, its one schedule is played.
 */
import {parseArgs} from 'node:util'
import {buildPackages} from './lib/build.js'
import {step} from './lib/log.js'
import {bin, ROOT} from './lib/paths.js'
import {start, stopChildrenOnSignals} from './lib/processes.js'

const {values} = parseArgs({
  options: {schedules: {type: 'string'}, seed: {type: 'string'}, lanes: {type: 'string', default: '8'}},
})
const {seed = '1', schedules = values.seed === undefined ? '1000' : '1', lanes} = values
for (const [name, value] of Object.entries({schedules, seed, lanes})) {
  if (/^[1-9]\d*$/.test(value)) continue
  process.stderr.write(`--${name} must be a positive whole number, such as 1000. It was "${value}".\n`)
  process.exit(1)
}

stopChildrenOnSignals()
await step('Building the packages', buildPackages)
const {code} = await start(
  'faults',
  bin('jest'),
  ['--config', 'e2e/jest.config.js', '--runTestsByPath', 'e2e/faults/faults.test.ts'],
  {
    cwd: ROOT,
    env: {
      NODE_ENV: 'test',
      FORCE_COLOR: '0',
      CHATKIT_FAULTS_SCHEDULES: schedules,
      CHATKIT_FAULTS_SEED: seed,
      CHATKIT_FAULTS_LANES: lanes,
    },
  },
).exited
process.exitCode = code
