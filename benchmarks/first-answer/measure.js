import {writeFile} from 'node:fs/promises'
import path from 'node:path'
import {step} from '../../scripts/lib/log.js'
import {startBackend} from '../../scripts/lib/serve.js'
import {ms, percentile} from '../lib/stats.js'
import {printTable} from '../lib/table.js'
import {recombine} from '../retrieval/corpus.js'
import {verdict} from '../server/lib/verdict.js'
import {askOnce} from './ask-once.js'
import {QUESTIONS} from './questions.js'

const ROUNDS = 50
/** Of a large site, which has to be as quick. */
const SECTIONS = 10_000
/** After the start, so that what is measured is a server that runs. */
const WARM_UP = 5

/** The textbook: session, first event, first text and the whole answer. */
export async function measureAnswers(port, index, dataDir) {
  const rounds = await ask({port, index, dataDir}, 0)
  const row = (title, key, promise) => [title, ...atBoth(rounds, key), ...judge(rounds, key, promise)]
  printTable(
    [`${ROUNDS} rounds, from the request`, 'p50', 'p95', 'promised', ''],
    [
      row('session', 'session', {most: 1_000, share: 0.95}),
      row('first event', 'firstEvent'),
      row('first text', 'firstText', {most: 3_000, share: 0.9}),
      row('whole answer', 'whole'),
    ],
  )
  const cited = rounds.filter((round) => round.citations > 0).length
  process.stdout.write(`${cited} of ${ROUNDS} answers carried citations.\n`)
}

/** A site of 10,000 sections in the words of `book`, quoted from without a language model. */
export async function measureLargeSite(port, book, folder) {
  const index = path.join(folder, 'large-site.json')
  await writeFile(index, JSON.stringify(recombine(book, SECTIONS)))
  const rounds = await ask(
    {port, index, dataDir: path.join(folder, 'large-data'), minutes: 10, env: {OPENAI_API_KEY: undefined}},
    WARM_UP,
  )
  printTable(
    [`${SECTIONS.toLocaleString('en')} sections, ${ROUNDS} rounds`, 'p50', 'p95', 'promised', ''],
    [
      [
        'first text of a quoted answer',
        ...atBoth(rounds, 'firstText'),
        ...judge(rounds, 'firstText', {most: 100, share: 0.95}),
      ],
    ],
  )
}

async function ask(options, warmUp) {
  const backend = await step('Starting the backend', () =>
    startBackend({origins: ['http://localhost'], quiet: true, ...options}),
  )
  const rounds = []
  await step(`Asking ${ROUNDS} questions`, async () => {
    for (let i = 0; i < warmUp + ROUNDS; i++) {
      const round = await askOnce(`http://127.0.0.1:${options.port}`, QUESTIONS[i % QUESTIONS.length])
      if (i >= warmUp) rounds.push(round)
    }
  })
  await backend.stop()
  return rounds
}

function atBoth(rounds, key) {
  const samples = rounds.map((round) => round[key])
  return [ms(percentile(samples, 0.5)), ms(percentile(samples, 0.95))]
}

/** What is promised, and whether it holds. */
function judge(rounds, key, promise) {
  if (promise === undefined) return ['-', '']
  const samples = rounds.map((round) => round[key])
  const {most, share} = promise
  return [
    `${most.toLocaleString('en')} ms for ${Math.round(100 * share)} %`,
    verdict(percentile(samples, share) <= most),
  ]
}
