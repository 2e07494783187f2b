/** `npm run bench -- <name> [options]`: one question, one table. Without a name it lists what there is. */
import {readdir} from 'node:fs/promises'
import path from 'node:path'
import {stopAll, stopChildrenOnSignals} from '../scripts/lib/processes.js'

const entries = await readdir(import.meta.dirname, {withFileTypes: true})
const names = entries.filter((entry) => entry.isDirectory() && entry.name !== 'lib').map((entry) => entry.name)
const [name, ...args] = process.argv.slice(2)

stopChildrenOnSignals()

if (!names.includes(name)) {
  process.stdout.write(`Benchmarks: ${names.join(', ')}\nRun one with: npm run bench -- ${names[0]}\n`)
  process.exitCode = name ? 1 : 0
} else {
  try {
    const {default: bench} = await import(path.join(import.meta.dirname, name, 'index.js'))
    await bench(args)
  } finally {
    await stopAll()
  }
}
