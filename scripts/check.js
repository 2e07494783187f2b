/** `npm run check`: types, lint, format and unused code, each to its end, so that one run shows everything there is to mend. */
import path from 'node:path'
import {existsSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {say} from './lib/log.js'
import {bin, ROOT} from './lib/paths.js'
import {run, stopChildrenOnSignals} from './lib/processes.js'

stopChildrenOnSignals()

const checks = [
  {title: 'types', command: 'tsc', args: ['-b']},
  ...(await testProjects()).map((project) => ({
    title: `types of tests (${path.dirname(project)})`,
    command: 'tsc',
    args: ['-p', project],
  })),
  {title: 'API pages', command: process.execPath, args: ['scripts/api.js']},
  {title: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings']},
  {title: 'format', command: 'oxfmt', args: ['--check', '.']},
  {title: 'unused code', command: 'knip', args: []},
]

let failed = 0
for (const {title, command, args} of checks) {
  try {
    await run(title, path.isAbsolute(command) ? command : bin(command), args, {cwd: ROOT, quiet: true})
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
