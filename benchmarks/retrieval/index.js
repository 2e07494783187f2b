/**
 * How long does a search take as the site grows, and does taking in an index hold up answers?
 *
 * The index runs in its worker thread, as in the server, and times are taken in the calling thread: they hold the way there
 * and back. The corpus is made of the textbook's own sentences (see corpus.js), the questions are readers'. While the index
 * is read anew, the delay of the calling thread's event loop is watched.
 */
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {monitorEventLoopDelay} from 'node:perf_hooks'
import {buildPackages, buildTextbook} from '../../scripts/lib/build.js'
import {step} from '../../scripts/lib/log.js'
import {ROOT, TEXTBOOK} from '../../scripts/lib/paths.js'
import {QUESTIONS} from '../first-answer/questions.js'
import {ms, percentile} from '../lib/stats.js'
import {printTable} from '../lib/table.js'
import {recombine} from './corpus.js'

const DEFAULT_SIZES = [1_000, 10_000]
const ROUNDS = 200
const WARM_UP = 20

/** @param {string[]} args sizes in sections; default 1,000 and 10,000 */
export default async function bench(args) {
  const sizes = args.length > 0 ? args.map(Number) : DEFAULT_SIZES
  if (!sizes.every((size) => Number.isInteger(size) && size > 0))
    throw new Error('Give sizes as numbers of sections. Example: npm run bench -- retrieval 1000 10000')
  await step('Building the packages', buildPackages)
  const book = await readBook()
  const {WorkerIndex} = await import(path.join(ROOT, 'apps/backend/dist/search/worker-index.js'))
  const rows = []
  for (const size of sizes) {
    rows.push(await step(`${size.toLocaleString('en')} sections`, () => measure(WorkerIndex, recombine(book, size))))
  }
  printTable(['sections', 'build', 'size', 'search p50', 'p95', 'loop delay p99 while read anew', 'max'], rows)
  process.stdout.write(
    `${ROUNDS} searches each, ${QUESTIONS.length} questions in turn, after ${WARM_UP} to warm up. Promised at 10,000: p95 of 20 ms, loop delay p99 of 20 ms.\n`,
  )
}

/** The built textbook's index; builds it when there is none. */
async function readBook() {
  const file = path.join(TEXTBOOK, 'build/chatkit-index.json')
  const there = await stat(file).catch(() => null)
  if (there === null) await step('Building the textbook', () => buildTextbook({backendUrl: 'http://localhost:8000'}))
  return JSON.parse(await readFile(file, 'utf8'))
}

async function measure(WorkerIndex, corpus) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-bench-'))
  const source = path.join(folder, 'chatkit-index.json')
  await writeFile(source, JSON.stringify(corpus))
  const index = new WorkerIndex(path.join(folder, 'search.db'))
  try {
    const started = performance.now()
    await index.ingest(source)
    const build = performance.now() - started
    const size = await folderSize(folder, /^search\.db/)
    const times = await search(index)
    const delay = await readAnew(index, source, corpus)
    return [
      corpus.sections.length.toLocaleString('en'),
      `${(build / 1000).toFixed(1)} s`,
      `${(size / 2 ** 20).toFixed(1)} MB`,
      ms(percentile(times, 0.5)),
      ms(percentile(times, 0.95)),
      ms(delay.percentile(99) / 1e6),
      ms(delay.max / 1e6),
    ]
  } finally {
    await index.close()
    await rm(folder, {recursive: true, force: true})
  }
}

async function search(index) {
  const times = []
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const started = performance.now()
    const {passages} = await index.search({query: QUESTIONS[round % QUESTIONS.length]})
    if (passages.length === 0) throw new Error(`Nothing found for "${QUESTIONS[round % QUESTIONS.length]}".`)
    if (round >= WARM_UP) times.push(performance.now() - started)
  }
  return times
}

/** Takes the whole corpus in again as if every section had changed, and watches this thread's event loop. */
async function readAnew(index, source, corpus) {
  for (const section of corpus.sections) section.hash = section.hash.toUpperCase().slice(1)
  await writeFile(source, JSON.stringify(corpus))
  const delay = monitorEventLoopDelay({resolution: 1})
  delay.enable()
  await index.ingest(source)
  delay.disable()
  return delay
}

async function folderSize(folder, pattern) {
  const files = (await readdir(folder)).filter((file) => pattern.test(file))
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).size))
  return sizes.reduce((sum, one) => sum + one, 0)
}
