/** `npm run conformance -- <name> [options]`: one of our pieces against the real one that it stands in for. Without a name it lists them. */
import {readdir} from 'node:fs/promises'
import path from 'node:path'
import {stopAll, stopChildrenOnSignals} from '../scripts/lib/processes.js'

const entries = await readdir(import.meta.dirname, {withFileTypes: true})
const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
const [name, ...args] = process.argv.slice(2)

stopChildrenOnSignals()

if (!names.includes(name)) {
  process.stdout.write(`Conformance suites: ${names.join(', ')}\nRun one with: npm run conformance -- ${names[0]}\n`)
  process.exitCode = name ? 1 : 0
} else {
  try {
    const {default: run} = await import(path.join(import.meta.dirname, name, 'index.js'))
    process.exitCode = await run(args)
  } finally {
    await stopAll()
  }
}
