/** `npm run check`: types, lint, format and unused code, each to its end, so that one run shows everything there is to mend. */
import path from 'node:path'
import {existsSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {say} from './lib/log.js'
import {bin, ROOT} from './lib/paths.js'
import {run, stopChildrenOnSignals} from './lib/processes.js'

stopChildrenOnSignals()

const checks = [
  ['types', 'tsc', ['-b']],
  ...(await testProjects()).map((project) => [`types of tests (${path.dirname(project)})`, 'tsc', ['-p', project]]),
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['format', 'oxfmt', ['--check', '.']],
  ['unused code', 'knip', []],
]

let failed = 0
for (const [title, command, args] of checks) {
  try {
    await run(title, bin(command), args, {cwd: ROOT, quiet: true})
    say(`✓ ${title}`)
  } catch {
    failed += 1
    say(`✗ ${title}`)
  }
}
if (failed > 0) process.exitCode = 1

async function testProjects() {
  const folders = await Promise.all(
    ['packages', 'apps'].map(async (parent) =>
      (await readdir(path.join(ROOT, parent))).map((name) => `${parent}/${name}`),
    ),
  )
  return ['e2e', ...folders.flat()]
    .flatMap((folder) => [`${folder}/tsconfig.test.json`])
    .filter((file) => existsSync(path.join(ROOT, file)))
}
