/**
 * Weighs the built element: what a page loads first (`define.js` with all that it imports statically), and what it loads on demand.
 * Exits with 1 if the first load is over budget. Run after `vite build`.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {brotliCompressSync, gzipSync} from 'node:zlib'

const BUDGET_BYTES = 45 * 1024
const dist = new URL('../dist/', import.meta.url)

const read = (name) => readFileSync(new URL(name, dist), 'utf8')

/** Files that `name` imports statically, itself included. A dynamic import has a parenthesis and is left out. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen
  seen.add(name)
  const folder = new URL(name, dist)
  for (const [, path] of read(name).matchAll(/(?:^|[;}\s])(?:import|export)\b[^'"`()]*?['"`](\.[^'"`]+)['"`]/g)) {
    closure(new URL(path, folder).href.slice(dist.href.length), seen)
  }
  return seen
}

function weigh(name) {
  const source = read(name)
  return {
    name,
    raw: Buffer.byteLength(source),
    gzip: gzipSync(source, {level: 9}).length,
    brotli: brotliCompressSync(source).length,
  }
}

const write = (line) => process.stdout.write(`${line}\n`)
const total = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0)
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10)
const print = ({name, raw, gzip, brotli}) =>
  write(`${name.padEnd(44)}${kilobytes(raw)}${kilobytes(gzip)}${kilobytes(brotli)}`)

const first = [...closure('define.js')].map(weigh)
const firstNames = new Set(first.map(({name}) => name))
const lazy = readdirSync(new URL('chunks/', dist))
  .map((file) => `chunks/${file}`)
  .filter((name) => name.endsWith('.js') && !firstNames.has(name))
  .map(weigh)

const sum = {name: 'first load', raw: total(first, 'raw'), gzip: total(first, 'gzip'), brotli: total(first, 'brotli')}
write(`${''.padEnd(44)}${'raw'.padStart(10)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}`)
for (const row of first) print(row)
print(sum)
write('on demand')
const families = [
  {part: 'lucide-icons-', name: 'lucide:*'},
  {part: 'texts-', name: 'texts of a language'},
]
const familyOf = (row) => families.find(({part}) => row.name.includes(part))
for (const row of lazy.filter((row) => !familyOf(row)).sort((a, b) => a.gzip - b.gzip)) print(row)
for (const family of families) {
  const rows = lazy.filter((row) => familyOf(row) === family).sort((a, b) => b.gzip - a.gzip)
  if (rows[0]) print({...rows[0], name: `${family.name} (largest of ${rows.length})`})
}

const over = sum.gzip > BUDGET_BYTES
write(
  `first load, gzip: ${kilobytes(sum.gzip).trim()} of ${kilobytes(BUDGET_BYTES).trim()}${over ? ' - over budget' : ''}`,
)
process.exitCode = over ? 1 : 0
