import {FRAME_EVENTS} from '../play.js'
import {Connection} from './connection.js'
import {requestMaker} from './request.js'

/**
 * As many turns as the server can give, over a number of connections, each asking again as soon as it is answered.
 *
 * @param {{url: string, deltas: number, concurrent: number, seconds: number, keyed?: boolean}} options
 * @returns {Promise<{events: number, turns: number, seconds: number, firstEventMs: number[], busy: number}>} `events` and `turns` that
 *   arrived in the time; `busy`: share of one processor that the generator itself took
 */
export async function flood({url, deltas, concurrent, seconds, keyed = false}) {
  const {address, next} = requestMaker({url, wish: {deltas}, keyed})
  const connections = await Promise.all(Array.from({length: concurrent}, () => Connection.open(address)))
  const result = {events: 0, turns: 0, seconds, firstEventMs: [], busy: 0}
  const cpu = process.cpuUsage()
  const started = performance.now()
  const end = started + seconds * 1000
  const onData = (_bytes, events) => {
    if (events > 0 && performance.now() < end) result.events += events
  }
  const play = async (connection) => {
    while (performance.now() < end) {
      const {events, firstEventMs} = await connection.exchange(next(), onData)
      if (events !== deltas + FRAME_EVENTS)
        throw new Error(`A turn of ${deltas} deltas should have ${deltas + FRAME_EVENTS} events, but had ${events}.`)
      result.firstEventMs.push(firstEventMs)
      if (performance.now() < end) result.turns++
    }
  }
  try {
    await Promise.all(connections.map(play))
  } finally {
    for (const connection of connections) connection.close()
  }
  const {user, system} = process.cpuUsage(cpu)
  result.busy = (user + system) / 1000 / (performance.now() - started)
  return result
}
