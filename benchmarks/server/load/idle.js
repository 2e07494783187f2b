import {setTimeout as sleep} from 'node:timers/promises'
import {Connection} from './connection.js'
import {requestMaker} from './request.js'

/**
 * One reader who asks now and then, of a server that does nothing else.
 *
 * @param {{url: string, turns: number, warmUp: number, pauseMs: number, keyed?: boolean}} options
 * @returns {Promise<number[]>} milliseconds from the request to the first whole event, of each turn after the warm-up
 */
export async function idle({url, turns, warmUp, pauseMs, keyed = false}) {
  const {address, next} = requestMaker({url, wish: {deltas: 1}, keyed})
  const connection = await Connection.open(address)
  const times = []
  for (let turn = 0; turn < warmUp + turns; turn++) {
    await sleep(pauseMs)
    const {firstEventMs} = await connection.exchange(next(), () => {})
    if (turn >= warmUp) times.push(firstEventMs)
  }
  connection.close()
  return times
}
