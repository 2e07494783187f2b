/** What the stores can take, and for how long one of their calls keeps everybody else waiting. */
import {missingService, startService} from '../../../scripts/lib/services.js'
import {step} from '../../../scripts/lib/log.js'
import {ms} from '../../lib/stats.js'
import {printTable} from '../../lib/table.js'
import {startProgram} from '../lib/ask.js'
import {MOUNTS, startServer} from '../lib/servers.js'
import {openStore} from '../lib/stores.js'
import {count, verdict} from '../lib/verdict.js'
import {measureOperations} from './operations.js'

const BUDGET_MS = 1
const MIXED = {streams: 200, everyMs: 50, requestsPerSecond: 200, seconds: 4}

export default async function stores() {
  const postgres = await startPostgres()
  try {
    const places = [['memory'], ['sqlite'], ...(postgres === undefined ? [] : [['postgres', {url: postgres.url}]])]
    await printOperations(places)
    await printLoopDelays(places)
  } finally {
    await postgres?.stop()
  }
}

async function startPostgres() {
  const reason = missingService('postgres')
  if (reason === undefined) return await step('Starting Postgres', () => startService('postgres'))
  process.stdout.write(`postgres not run: ${reason}\n`)
  return undefined
}

async function printOperations(places) {
  const rows = []
  for (const [name, options] of places) {
    const {store, close} = await openStore(name, options)
    const measured = await step(`Operations: ${name}`, () => measureOperations(store))
    await close()
    for (const {operation, perSecond, p50, p95} of measured)
      rows.push([name, operation, count(perSecond), blocked(p50), blocked(p95), verdict(p95 <= BUDGET_MS)])
  }
  printTable(['store', 'operation', 'a second', 'blocks the loop p50', `p95 ≤ ${BUDGET_MS} ms`, ''], rows)
  process.stdout.write(
    'One call after the other. Blocked: time that the event loop spent on the call, not waiting for it.\n',
  )
}

const blocked = (value) => `${value.toFixed(3)} ms`

async function printLoopDelays(places) {
  const load = await startProgram('load')
  const rows = []
  try {
    for (const [store, options] of places) {
      const {p50, p99, max, complete} = await step(`Mixed load: ${store}`, () => mixedLoad(load, {store, ...options}))
      rows.push([
        store,
        ms(p50),
        ms(p99),
        ms(max),
        complete === MIXED.streams ? 'all' : `${complete} of ${MIXED.streams}`,
      ])
    }
  } finally {
    await load.stop()
  }
  printTable(['event loop under a mixed load', 'delay p50', 'p99', 'max', 'streams complete'], rows)
  process.stdout.write(
    `${MIXED.streams} streams of an event every ${MIXED.everyMs} ms and ${MIXED.requestsPerSecond} requests/s beside them: new threads, pages of items and of threads, on ${MOUNTS.node}.\n`,
  )
}

async function mixedLoad(load, options) {
  const {streams, everyMs, requestsPerSecond, seconds} = MIXED
  const {url, ask, stop} = await startServer('ours', {mount: 'node', ...options})
  try {
    await load.ask('flood', {url, deltas: 20, concurrent: 4, seconds: 0.5})
    const rampMs = 500
    const deltas = Math.ceil((rampMs + seconds * 1000) / everyMs)
    const times = {rampMs, fromMs: rampMs, toMs: rampMs + seconds * 1000}
    await ask('watch')
    const [{complete}] = await Promise.all([
      load.ask('streams', {url, streams, deltas, everyMs, ...times}),
      load.ask('requests', {url, perSecond: requestsPerSecond, seconds}),
    ])
    return {complete, ...(await ask('delays'))}
  } finally {
    await stop()
  }
}
