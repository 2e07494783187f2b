/** Our server against the reference: the same requests and the same script, one process each. */
import {step} from '../../../scripts/lib/log.js'
import {ms, percentile} from '../../lib/stats.js'
import {printTable} from '../../lib/table.js'
import {startProgram} from '../lib/ask.js'
import {MOUNTS, startReferenceServer, startServer} from '../lib/servers.js'
import {count, percent, verdict} from '../lib/verdict.js'

const REFERENCE = 'openai-chatkit, uvicorn'
const LEVELS = [1, 10, 100]
/** Long turns are for events, short ones for sessions. */
const LONG = 200
const SHORT = 1
const SECONDS = 1.2
// Taken in turn, so that a busy moment of the machine does not hit one server alone.
const ROUNDS = 2
const EVENTS_RATIO = 5
const SESSIONS_RATIO = 3

export default async function reference() {
  const load = await startProgram('load')
  const servers = await startServers()
  try {
    const measured = new Map()
    for (const concurrent of LEVELS) {
      measured.set(concurrent, await step(`${concurrent} at a time`, () => measureLevel(load, servers, concurrent)))
    }
    printFigures(measured)
    printRatios(measured)
  } finally {
    await Promise.all([load, ...servers].map(({stop}) => stop()))
  }
}

async function startServers() {
  const servers = [{title: 'bare node:http', ...(await startServer('bare'))}]
  const theirs = await step('Starting the reference server', startReferenceServer)
  if (theirs.reason === undefined) servers.push({title: REFERENCE, ...theirs})
  else process.stdout.write(`openai-chatkit not run: ${theirs.reason}\n`)
  for (const [mount, title] of Object.entries(MOUNTS)) {
    servers.push({title: `ours, ${title}`, ours: true, ...(await startServer('ours', {mount, store: 'memory'}))})
  }
  return servers
}

async function measureLevel(load, servers, concurrent) {
  const results = servers.map(({title, ours}) => ({title, ours, long: [], short: []}))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, {url}] of servers.entries()) {
      const flood = (deltas, seconds) => load.ask('flood', {url, deltas, concurrent, seconds})
      if (round === 0) await flood(LONG, SECONDS / 3)
      results[index].long.push(await flood(LONG, SECONDS))
      results[index].short.push(await flood(SHORT, SECONDS))
    }
  }
  return results.map(({title, ours, long, short}) => ({
    title,
    ours,
    events: rate(long, 'events'),
    sessions: rate(short, 'turns'),
    firstEventMs: long.flatMap(({firstEventMs}) => firstEventMs),
    busy: Math.max(...long.map(({busy}) => busy)),
  }))
}

const rate = (runs, what) =>
  runs.reduce((sum, run) => sum + run[what], 0) / runs.reduce((sum, run) => sum + run.seconds, 0)

function printFigures(measured) {
  const rows = [...measured].flatMap(([concurrent, results]) =>
    results.map(({title, events, sessions, firstEventMs, busy}) => [
      String(concurrent),
      title,
      count(events),
      count(sessions),
      ...[0.5, 0.95, 0.99].map((share) => ms(percentile(firstEventMs, share))),
      percent(busy),
    ]),
  )
  printTable(['at a time', 'server', 'events/s', 'sessions/s', 'first event p50', 'p95', 'p99', 'generator busy'], rows)
  process.stdout.write(
    `Events and first events in turns of ${LONG} deltas that never wait, sessions are turns of ${SHORT}; ${ROUNDS} rounds of ${SECONDS} s each.\n`,
  )
}

function printRatios(measured) {
  const rows = [...measured].flatMap(([concurrent, results]) => {
    const theirs = results.find(({title}) => title === REFERENCE)
    if (theirs === undefined) return []
    return results.filter(({ours}) => ours).map((ours) => ratioRow(concurrent, ours, theirs))
  })
  if (rows.length === 0) return
  printTable(
    [
      'at a time',
      'against the reference',
      `events/s ≥ ${EVENTS_RATIO}×`,
      `sessions/s ≥ ${SESSIONS_RATIO}×`,
      'first event p99, lower',
      '',
    ],
    rows,
  )
}

function ratioRow(concurrent, ours, theirs) {
  const events = ours.events / theirs.events
  const sessions = ours.sessions / theirs.sessions
  const p99 = percentile(ours.firstEventMs, 0.99) / percentile(theirs.firstEventMs, 0.99)
  return [
    String(concurrent),
    ours.title,
    `${events.toFixed(1)}×`,
    `${sessions.toFixed(1)}×`,
    `${p99.toFixed(2)}×`,
    verdict(events >= EVENTS_RATIO && sessions >= SESSIONS_RATIO && p99 < 1),
  ]
}
