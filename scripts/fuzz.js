/**
 * `npm run fuzz -- [--cases 100000] [--seed 1]`: sends the server requests that are right, wrong, foreign, stale and out of order, checks
 * every answer and the store, and shows what came of them. What fails is shown with its seed, to be had again with `--cases 40`.
 */
import {spawn} from 'node:child_process'
import path from 'node:path'
import {parseArgs} from 'node:util'
import {bin, ROOT} from './lib/paths.js'

const {values} = parseArgs({
  options: {cases: {type: 'string', default: '100000'}, seed: {type: 'string', default: '1'}},
})
for (const [name, value] of Object.entries(values)) {
  if (/^[1-9]\d*$/.test(value)) continue
  process.stderr.write(`--${name} must be a positive whole number, such as 1000. It was "${value}".\n`)
  process.exit(1)
}

const test = path.join(ROOT, 'packages/server/src/http/fuzz-sequences.test.ts')
const child = spawn(bin('jest'), ['--selectProjects', 'server', '--runInBand', '--runTestsByPath', test], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {...process.env, CHATKIT_FUZZ_CASES: values.cases, CHATKIT_FUZZ_SEED: values.seed},
})
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
