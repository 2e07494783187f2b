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
import process from 'node:process'
import {monitorEventLoopDelay} from 'node:perf_hooks'
import {buildPackages, buildTextbook} from '../../scripts/lib/build.js'
import {step} from '../../scripts/lib/log.js'
import {ROOT, TEXTBOOK} from '../../scripts/lib/paths.js'
import {QUESTIONS} from '../first-answer/questions.js'
import {ms, percentile} from '../lib/stats.js'
import {printTable} from '../lib/table.js'
import {recombine} from './corpus.js'
import {DIMENSION, startVectors} from './vectors.js'

const DEFAULT_SIZES = [1_000, 10_000]
const ROUNDS = 200
const WARM_UP = 20
/** Sections that are asked for by their heading. */
const ASKED_FOR = 100

/** @param {string[]} args sizes in sections; default 1,000 and 10,000, as 100,000 take many minutes */
export default async function bench(args) {
  const sizes = args.length > 0 ? args.map(Number) : DEFAULT_SIZES
  if (!sizes.every((size) => Number.isInteger(size) && size > 0))
    throw new Error('Give sizes as numbers of sections. Example: npm run bench -- retrieval 1000 10000')
  await step('Building the packages', buildPackages)
  const book = await readBook()
  const {WorkerIndex} = await import(path.join(ROOT, 'apps/backend/dist/search/worker-index.js'))
  const vectors = await startVectors()
  const engines = listEngines(vectors.url)
  const rows = []
  for (const size of sizes) {
    for (const [name, setup] of engines) {
      const run = () => measure(WorkerIndex, name, setup, recombine(book, size))
      rows.push(await step(`${size.toLocaleString('en')} sections, ${name}`, run))
    }
  }
  await vectors.close()
  if (!process.env.QDRANT_URL) process.stdout.write('not run: Qdrant: QDRANT_URL is not set\n')
  printTable(
    ['sections', 'engine', 'build', 'size', 'search p50', 'p95', 'recall@5', 'loop delay p99 while read anew', 'max'],
    rows,
  )
  process.stdout.write(
    `${ROUNDS} searches each, ${QUESTIONS.length} questions in turn, after ${WARM_UP} to warm up. Vectors come at once from a stand-in for the embeddings server, so that what is measured is the search alone. Promised at 10,000: p95 of 20 ms, loop delay p99 of 20 ms.\n`,
  )
}

/** The built textbook's index; builds it when there is none. */
async function readBook() {
  const file = path.join(TEXTBOOK, 'build/chatkit-index.json')
  const there = await stat(file).catch(() => null)
  if (there === null) await step('Building the textbook', () => buildTextbook({backendUrl: 'http://localhost:8000'}))
  return JSON.parse(await readFile(file, 'utf8'))
}

/**
 * The engines by name, each with what it is opened with beside its file.
 *
 * @returns {[string, object][]}
 */
function listEngines(url) {
  const embeddings = {
    source: {kind: 'endpoint', url, model: `stand-in-${DIMENSION}`, apiKey: undefined},
    queryPrefix: '',
    passagePrefix: '',
    minSimilarity: 0.5,
  }
  const qdrant = {
    url: process.env.QDRANT_URL,
    apiKey: process.env.QDRANT_API_KEY,
    collection: `chatkit-bench-${process.pid}`,
  }
  return [
    ['embedded, words', {embeddings: null, qdrant: null}],
    [`embedded, words and ${DIMENSION} dimensions`, {embeddings, qdrant: null}],
    ...(qdrant.url ? [['Qdrant, sparse and dense', {embeddings, qdrant}]] : []),
  ]
}

async function measure(WorkerIndex, name, setup, corpus) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-bench-'))
  const source = path.join(folder, 'chatkit-index.json')
  await writeFile(source, JSON.stringify(corpus))
  const index = new WorkerIndex({file: path.join(folder, 'search.db'), ...setup})
  try {
    const started = performance.now()
    const {problem} = await index.ingest(source)
    if (problem !== undefined) throw new Error(problem)
    const build = performance.now() - started
    const size = await folderSize(folder, /^search\.db/)
    const times = await search(index)
    const recall = await findByHeading(index, corpus)
    const delay = await readAnew(index, source, corpus)
    return [
      corpus.sections.length.toLocaleString('en'),
      name,
      `${(build / 1000).toFixed(1)} s`,
      `${(size / 2 ** 20).toFixed(1)} MB`,
      ms(percentile(times, 0.5)),
      ms(percentile(times, 0.95)),
      `${Math.round(100 * recall)} %`,
      ms(delay.percentile(99) / 1e6),
      ms(delay.max / 1e6),
    ]
  } finally {
    await index.close()
    if (setup.qdrant !== null) await removeCollection(setup.qdrant)
    await rm(folder, {recursive: true, force: true})
  }
}

async function removeCollection(qdrant) {
  const {connect} = await import(path.join(ROOT, 'apps/backend/dist/search/qdrant/connect.js'))
  const client = connect(qdrant, 60_000)
  const {aliases} = await client.getAliases()
  for (const {alias_name: alias, collection_name: name} of aliases) {
    if (alias === qdrant.collection) await client.deleteCollection(name)
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

/**
 * Share of sections spread over the corpus that are among the first five when they are asked for by their heading. Thousands of
 * others are made of the same words, and the more there are the more have the same heading: it is for comparing engines.
 */
async function findByHeading(index, {sections}) {
  const step = Math.max(1, Math.floor(sections.length / ASKED_FOR))
  const asked = sections.filter((_, at) => at % step === 0).slice(0, ASKED_FOR)
  let found = 0
  for (const {id, headingPath} of asked) {
    const {passages} = await index.search({query: headingPath.at(-1), limit: 5})
    if (passages.some(({sectionId}) => sectionId === id)) found += 1
  }
  return found / asked.length
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
