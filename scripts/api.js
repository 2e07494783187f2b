/**
 * `node scripts/api.js`: says whether `docs/api` of each package says what its API is; `--write` makes it so. The pages are made of the
 * declaration files, so what a review sees in them is what users of the package get, docstrings included.
 */
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {buildPages} from './lib/api/build-pages.js'
import {say} from './lib/log.js'
import {bin, ROOT} from './lib/paths.js'
import {run, stopChildrenOnSignals} from './lib/processes.js'

const PACKAGES = ['packages/protocol', 'packages/server']
const write = process.argv.includes('--write')

stopChildrenOnSignals()

await run('tsc', bin('tsc'), ['-b', ...PACKAGES], {cwd: ROOT, quiet: true})
const stale = PACKAGES.flatMap((folder) => compare(path.join(folder, 'docs/api'), buildPages(folder)))
if (stale.length === 0) say('The API pages are up to date.')
else if (write) say(stale.map(({file}) => `updated ${file}`).join('\n'))
else {
  for (const {file, difference} of stale) say(`${file} is out of date: ${difference}`)
  say('If the API was meant to change, run: node scripts/api.js --write')
  process.exitCode = 1
}

/** Writes what differs, or says how it differs. */
function compare(folder, pages) {
  const absolute = path.join(ROOT, folder)
  if (write) mkdirSync(absolute, {recursive: true})
  const present = existsSync(absolute) ? readdirSync(absolute) : []
  const superfluous = present.filter((name) => !pages.has(name))
  if (write) for (const name of superfluous) rmSync(path.join(absolute, name))
  const differing = [...pages].flatMap(([name, text]) => {
    const before = present.includes(name) ? readFileSync(path.join(absolute, name), 'utf8') : ''
    if (before === text) return []
    if (write) writeFileSync(path.join(absolute, name), text)
    return [{file: path.join(folder, name), difference: firstDifference(before, text)}]
  })
  return [
    ...superfluous.map((name) => ({file: path.join(folder, name), difference: 'there is no such entry point'})),
    ...differing,
  ]
}

function firstDifference(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const at = now.findIndex((line, index) => line !== old[index])
  return at < 0 ? 'it has lines too many' : `line ${at + 1} should be "${now[at].slice(0, 100)}"`
}
