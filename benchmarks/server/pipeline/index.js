/** What one delta costs in the pipeline, in one process and without a network. */
import {MemoryStore} from 'chatkit-server'
import {toSseBody} from 'chatkit-server/http'
import {toWire} from 'chatkit-protocol/serialize'
import {encodeEvent} from 'chatkit-protocol/sse'
import {step} from '../../../scripts/lib/log.js'
import {percentile} from '../../lib/stats.js'
import {printTable} from '../../lib/table.js'
import {micros, verdict} from '../lib/verdict.js'
import {requestBody} from '../play.js'
import {ScriptedServer} from '../scripted-server.js'
import {countTurn} from './counting.js'

const DELTAS = 20_000
const WARM_UP = 5
const ROUNDS = 15
const BUDGET_US = 3

/** Each consumes one turn to its end, as far as it goes, and resolves with the number of events or characters. */
const WAYS = {
  'the hook by itself': async () => consume(hook()),
  'through the pipeline': async () => consume(await turn()),
  'and made into text': async () => consume(await turn(), (event) => encodeEvent(toWire(event))),
  'and joined and encoded as a body': async () => consume(toSseBody(await turn(), {onError: raise})),
}

export default async function pipeline() {
  const rows = []
  for (const [name, way] of Object.entries(WAYS)) {
    const perDelta = await step(name, () => measure(way))
    const budget = name === 'through the pipeline' || name === 'and made into text' ? BUDGET_US : undefined
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
  const counted = await countTurn({deltas: DELTAS})
  printTable(
    [`counted in a turn of ${DELTAS.toLocaleString('en')} deltas`, 'times', 'budget', ''],
    [
      ['reads of the store', String(counted.reads), '0', verdict(counted.reads === 0)],
      ['writes of the store', String(counted.writes), '-', '-'],
      ['JSON made of one delta', String(counted.serialisations), '1', verdict(counted.serialisations === 1)],
    ],
  )
}

async function measure(way) {
  const times = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const started = performance.now()
    await way()
    if (round >= WARM_UP) times.push(((performance.now() - started) * 1000) / DELTAS)
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

/** What is measured must not be optimised away, so what each event became is added up. */
async function consume(events, use = (event) => event) {
  let total = 0
  for await (const event of events) total += use(event).length ?? 1
  return total
}

function raise(error) {
  throw error
}
