/** Many answers at the pace of a model, all at once: do they complete, how late are their events, and what does each take up? */
import {setTimeout as sleep} from 'node:timers/promises'
import {step} from '../../../scripts/lib/log.js'
import {kb, ms, percentile} from '../../lib/stats.js'
import {printTable} from '../../lib/table.js'
import {startProgram} from '../lib/ask.js'
import {MOUNTS, startServer} from '../lib/servers.js'
import {count, micros, percent, verdict} from '../lib/verdict.js'
import {FRAME_EVENTS} from '../play.js'

const EVERY_MS = 50
/** Streams begin within `rampMs`; delays are taken from `fromMs` to `toMs`, and memory after that, while all are still open. */
const LEVELS = [
  {streams: 1, rampMs: 0, fromMs: 500, toMs: 2500, endMs: 3000},
  {streams: 100, rampMs: 250, fromMs: 500, toMs: 2500, endMs: 3000},
  {streams: 1000, rampMs: 1000, fromMs: 1500, toMs: 5500, endMs: 7500, weighed: true},
]
const DELAY_BUDGET_MS = 10
const HEAP_BUDGET = 40 * 1024
const RSS_BUDGET = 2.5

const BARE = {title: 'bare node:http', program: 'bare', options: {}}
const OURS = Object.entries(MOUNTS).flatMap(([mount, title]) =>
  [false, true].map((keyed) => ({
    title: `ours, ${title}${keyed ? ', keyed' : ''}`,
    program: 'ours',
    options: {mount, store: 'memory'},
    keyed,
  })),
)

export default async function streams() {
  const load = await startProgram('load')
  const results = []
  try {
    for (const server of [BARE, ...OURS]) {
      results.push(...(await step(`Streams: ${server.title}`, () => measureServer(load, server))))
    }
  } finally {
    await load.stop()
  }
  printDelays(results)
  printWeights(results.filter(({weight}) => weight !== undefined))
}

async function measureServer(load, {title, program, options, keyed = false}) {
  // Anew for each, so that none inherits the memory of another's streams.
  const server = await startServer(program, options)
  try {
    // What is loaded and compiled on first use is no part of a stream.
    await load.ask('idle', {url: server.url, turns: 50, warmUp: 0, pauseMs: 2, keyed})
    const results = []
    for (const level of LEVELS) results.push({title, level, ...(await measureLevel(load, server, level, keyed))})
    const agent = program === 'ours' ? await server.ask('weighAgent', {agents: LEVELS.at(-1).streams}) : 0
    for (const result of results) result.agent = agent
    return results
  } finally {
    await server.stop()
  }
}

async function measureLevel(load, {url, ask}, {endMs, weighed, streams: count, ...level}, keyed) {
  const before = await ask('memory')
  const cpuBefore = await ask('cpu')
  const deltas = Math.ceil(endMs / EVERY_MS)
  const playing = load.ask('streams', {url, streams: count, deltas, everyMs: EVERY_MS, keyed, ...level})
  const weight = weighed ? await weigh(load, ask, before, {streams: count, atMs: level.toMs}) : undefined
  const played = await playing
  // With what weighing takes, which is small beside it.
  const cpuPerEvent = ((await ask('cpu')) - cpuBefore) / (count * (deltas + FRAME_EVENTS))
  return {weight, cpuPerEvent, ...played}
}

/** What one stream takes up, or null when there was no moment at which all were open: the machine was too busy. */
async function weigh(load, ask, before, {streams: count, atMs}) {
  await sleep(atMs)
  if ((await load.ask('openStreams')) < count) return null
  const during = await ask('memory')
  if ((await load.ask('openStreams')) < count) return null
  return {heap: (during.heapUsed - before.heapUsed) / count, rss: (during.rss - before.rss) / count}
}

function printDelays(results) {
  const rows = results.map(({title, level, complete, perSecond, delaysMs, cpuPerEvent, busy}) => {
    const p95 = percentile(delaysMs, 0.95)
    const ours = title !== BARE.title
    return [
      count(level.streams),
      title,
      count(complete),
      count(perSecond),
      ...[0.5, 0.95, 0.99].map((share) => ms(percentile(delaysMs, share))),
      // Of few streams it would be the price of the clock and of collecting garbage before they begin.
      level.weighed ? micros(cpuPerEvent) : '-',
      percent(busy),
      ours ? verdict(complete === level.streams && p95 <= DELAY_BUDGET_MS) : '-',
    ]
  })
  printTable(
    [
      'streams',
      'server',
      'complete',
      'events/s',
      'late p50',
      `p95 ≤ ${DELAY_BUDGET_MS} ms`,
      'p99',
      'server, an event',
      'generator busy',
      '',
    ],
    rows,
  )
  process.stdout.write(
    'Late: from the moment when an event was due, by a clock that ticks every millisecond, to its arrival at the client.\n',
  )
  const bare = results.filter(({title}) => title === BARE.title)
  if (bare.some(({delaysMs}) => percentile(delaysMs, 0.95) > DELAY_BUDGET_MS / 2))
    process.stdout.write('Bare node:http was late, too: this machine is too busy to judge the others by this run.\n')
}

function printWeights(results) {
  const bare = results.find(({title}) => title === BARE.title).weight
  const rows = results.map(({title, weight, agent}) => {
    if (weight === null) return [title, '-', '-', '-', '-', '-', 'not run: they never were all open at once']
    const ratio = bare === null ? NaN : weight.rss / bare.rss
    const ours = title !== BARE.title
    const heap = weight.heap - agent
    return [
      title,
      kb(weight.heap),
      ours ? kb(agent) : '-',
      ours ? kb(heap) : '-',
      kb(weight.rss),
      `${ratio.toFixed(2)}×`,
      ours ? verdict(heap <= HEAP_BUDGET && ratio <= RSS_BUDGET) : '-',
    ]
  })
  printTable(
    [
      `a stream, of ${count(LEVELS.at(-1).streams)}`,
      'heap',
      'of that the agent',
      `without it ≤ ${HEAP_BUDGET / 1024} KB`,
      'RSS',
      `of bare ≤ ${RSS_BUDGET}×`,
      '',
    ],
    rows,
  )
}
