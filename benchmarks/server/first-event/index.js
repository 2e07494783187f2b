/** How soon a reader sees a sign of life from a server that has nothing else to do. */
import {step} from '../../../scripts/lib/log.js'
import {ms, percentile} from '../../lib/stats.js'
import {printTable} from '../../lib/table.js'
import {startProgram} from '../lib/ask.js'
import {MOUNTS, startServer} from '../lib/servers.js'
import {verdict} from '../lib/verdict.js'

const TURNS = 100
const WARM_UP = 30
const PAUSE_MS = 5
const BUDGET_MS = 5

export default async function firstEvent() {
  const load = await startProgram('load')
  const rows = []
  try {
    for (const [mount, title] of Object.entries(MOUNTS)) {
      for (const store of ['memory', 'sqlite']) {
        await step(`First event: ${title}, ${store}`, async () => rows.push(...(await measure(load, {mount, store}))))
      }
    }
  } finally {
    await load.stop()
  }
  printTable(['first event, idle', 'store', '', 'p50', `p95 ≤ ${BUDGET_MS} ms`, ''], rows)
}

async function measure(load, options) {
  const server = await startServer('ours', options)
  const rows = []
  try {
    for (const keyed of [false, true]) {
      const times = await load.ask('idle', {url: server.url, turns: TURNS, warmUp: WARM_UP, pauseMs: PAUSE_MS, keyed})
      const p95 = percentile(times, 0.95)
      const way = keyed ? 'keyed' : 'stock'
      rows.push([
        MOUNTS[options.mount],
        options.store,
        way,
        ms(percentile(times, 0.5)),
        ms(p95),
        verdict(p95 <= BUDGET_MS),
      ])
    }
  } finally {
    await server.stop()
  }
  return rows
}
