/**
 * What one delta costs in the pipeline, in one process and without a network. In time on the processor, collecting garbage included: time
 * by the clock would count what else the machine does.
 */
import {MemoryStore} from 'chatkit-server'
import {toSseBody} from 'chatkit-server/http'
import {toWire} from 'chatkit-protocol/serialize'
import {EventEncoder} from 'chatkit-protocol/sse'
import {step} from '../../../scripts/lib/log.js'
import {percentile} from '../../lib/stats.js'
import {printTable} from '../../lib/table.js'
import {cpu} from '../lib/usage.js'
import {micros, verdict} from '../lib/verdict.js'
import {requestBody} from '../play.js'
import {ScriptedServer} from '../scripted-server.js'
import {countTurn} from './counting.js'

const DELTAS = 20_000
const WARM_UP = 5
const ROUNDS = 15
const BUDGET_US = 3
const IN_BUDGET = new Set(['through the pipeline', 'and made into text', 'as a run, made into text, by way of its log'])

/** Each consumes one turn to its end, as far as it goes, and resolves with the number of events or characters. */
const WAYS = {
  'the hook by itself': async () => consume(hook()),
  'through the pipeline': async () => consume(await turn()),
  'and made into text': async () => {
    const encoder = new EventEncoder()
    return consume(await turn(), (event) => encoder.encode(toWire(event)))
  },
  'and joined and encoded as a body': async () => consume(toSseBody(await turn(), {onError: raise})),
  'as a run, made into text, by way of its log': async () => consume(framesOf(await run())),
}

export default async function pipeline() {
  const rows = []
  for (const [name, way] of Object.entries(WAYS)) {
    const perDelta = await step(name, () => measure(way))
    const budget = IN_BUDGET.has(name) ? BUDGET_US : undefined
    const p50 = percentile(perDelta, 0.5)
    rows.push([
      name,
      micros(p50),
      micros(percentile(perDelta, 0)),
      budget === undefined ? '-' : `< ${budget} µs`,
      budget === undefined ? '-' : verdict(p50 < budget),
    ])
  }
  printTable([`a delta, ${ROUNDS} rounds of ${DELTAS.toLocaleString('en')}`, 'median', 'best', 'budget', ''], rows)
  await printCounts()
}

async function printCounts() {
  const ways = {stock: {readers: 1, keyed: false}, 'as a run, 3 readers': {readers: 3, keyed: true}}
  const rows = []
  for (const [way, options] of Object.entries(ways)) {
    const {reads, readsOfShort, serialisations} = await countTurn({deltas: DELTAS, ...options})
    rows.push(
      [way, 'reads of the store a delta', perDelta(reads - readsOfShort), '0', verdict(reads === readsOfShort)],
      [way, 'JSON made of a delta', perDelta(serialisations), '1', verdict(serialisations === DELTAS)],
    )
  }
  printTable([`counted in ${DELTAS.toLocaleString('en')} deltas`, '', 'times', 'budget', ''], rows)
}

const perDelta = (total) => String(total / DELTAS)

async function measure(way) {
  const times = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const before = cpu()
    await way()
    if (round >= WARM_UP) times.push((cpu() - before) / DELTAS)
  }
  return times
}

function hook() {
  const {params} = JSON.parse(requestBody({deltas: DELTAS}))
  return new ScriptedServer({store: new MemoryStore()}).respond({id: 'thr_00000000'}, params.input, null)
}

async function turn() {
  const server = new ScriptedServer({store: new MemoryStore()})
  const {events} = await server.process(requestBody({deltas: DELTAS}), null)
  return events
}

async function run() {
  const server = new ScriptedServer({store: new MemoryStore()})
  const {frames} = await server.process(requestBody({deltas: DELTAS}), null, {idempotencyKey: crypto.randomUUID()})
  return frames
}

async function* framesOf(reader) {
  for (let text = await reader.next(); text !== null; text = await reader.next()) yield text
}

/** What is measured must not be optimised away, so what each event became is added up. */
async function consume(events, use = (event) => event) {
  let total = 0
  for await (const event of events) total += use(event).length ?? 1
  return total
}

function raise(error) {
  throw error
}
