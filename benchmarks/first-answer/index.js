/**
 * How long does a reader wait for the first answer, and what does the button cost the page?
 *
 * Times are taken by a client in another process over loopback HTTP, each round with a new session and a question of its
 * own, one after the other. They leave out the browser and the network.
 */
import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {buildPackages, buildTextbook} from '../../scripts/lib/build.js'
import {step} from '../../scripts/lib/log.js'
import {TEXTBOOK} from '../../scripts/lib/paths.js'
import {anyFreePort} from '../../scripts/lib/ports.js'
import {startBackend} from '../../scripts/lib/serve.js'
import {printWeights} from '../lib/site-weight.js'
import {ms, percentile} from '../lib/stats.js'
import {printTable} from '../lib/table.js'
import {askOnce} from './ask-once.js'
import {QUESTIONS} from './questions.js'

const ROUNDS = 50

export default async function bench() {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'chatkit-bench-'))
  const withChat = path.join(scratch, 'with')
  const without = path.join(scratch, 'without')
  try {
    await step('Building the packages', buildPackages)
    const port = await anyFreePort()
    await step('Building the textbook with the plugin', () =>
      buildTextbook({backendUrl: `http://localhost:${port}`, outDir: withChat}),
    )
    await step('Building the textbook without it', () => buildTextbook({outDir: without, withoutChat: true}))
    await printWeights({with: withChat, without})
    await measure(port, path.join(withChat, 'chatkit-index.json'), path.join(scratch, 'data'))
  } finally {
    await rm(scratch, {recursive: true, force: true})
    // Docusaurus leaves its generated files behind, and those of the last build lack the plugin.
    await rm(path.join(TEXTBOOK, '.docusaurus'), {recursive: true, force: true})
  }
}

async function measure(port, index, dataDir) {
  const backend = await step('Starting the backend', () =>
    startBackend({port, index, dataDir, origins: ['http://localhost'], quiet: true}),
  )
  const rounds = []
  await step(`Asking ${ROUNDS} questions`, async () => {
    for (let i = 0; i < ROUNDS; i++)
      rounds.push(await askOnce(`http://127.0.0.1:${port}`, QUESTIONS[i % QUESTIONS.length]))
  })
  await backend.stop()
  const row = (title, key, budget) => {
    const samples = rounds.map((round) => round[key])
    return [title, ms(percentile(samples, 0.5)), ms(percentile(samples, 0.95)), budget]
  }
  printTable(
    [`${ROUNDS} rounds, from the request`, 'p50', 'p95', 'promised'],
    [
      row('session', 'session', '1,000 ms for 95 %'),
      row('first event', 'firstEvent', '-'),
      row('first text', 'firstText', '3,000 ms for 90 %'),
      row('whole answer', 'whole', '-'),
    ],
  )
  const cited = rounds.filter((round) => round.citations > 0).length
  process.stdout.write(`${cited} of ${ROUNDS} answers carried citations.\n`)
}
