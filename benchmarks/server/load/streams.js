import {setTimeout as sleep} from 'node:timers/promises'
import {FRAME_EVENTS, nowMicros} from '../play.js'
import {Connection} from './connection.js'
import {requestMaker} from './request.js'

/** How many streams have begun and not ended. */
let open = 0
export const openStreams = () => open

const DUE = /"delta":"(\d+) /g

/**
 * Streams that all run at once, at a pace of their own. They begin one after the other within `rampMs`; the delay of each event that was
 * due between `fromMs` and `toMs` is taken, from the moment when it was due to its arrival here.
 *
 * @param {{url: string, streams: number, deltas: number, everyMs: number, rampMs: number, fromMs: number, toMs: number, keyed?: boolean}} options
 * @returns {Promise<{complete: number, delaysMs: number[], perSecond: number, busy: number}>}
 */
export async function streams({url, streams: count, deltas, everyMs, rampMs, fromMs, toMs, keyed = false}) {
  const {address, next} = requestMaker({url, wish: {deltas, everyMs}, keyed})
  const started = nowMicros()
  const from = started + fromMs * 1000
  const to = started + toMs * 1000
  const delaysMs = []
  const cpu = process.cpuUsage()

  const play = async (index) => {
    await sleep((rampMs * index) / count)
    const connection = await Connection.open(address)
    const take = delayReader((due, arrived) => {
      if (due >= from && due < to) delaysMs.push((arrived - due) / 1000)
    })
    let begun = false
    const {events} = await connection.exchange(next(), (bytes, ended) => {
      if (!begun) open++
      begun = true
      take(bytes, ended)
    })
    open--
    connection.close()
    return events === deltas + FRAME_EVENTS
  }
  const results = await Promise.all(Array.from({length: count}, (_, index) => play(index)))
  const {user, system} = process.cpuUsage(cpu)
  return {
    complete: results.filter(Boolean).length,
    delaysMs,
    perSecond: delaysMs.length / ((toMs - fromMs) / 1000),
    busy: (user + system) / (nowMicros() - started),
  }
}

/** Reads the times out of a stream of bytes; an event that is cut between two reads is put together. */
function delayReader(onDelay) {
  let rest = ''
  return (bytes, events) => {
    const text = rest + bytes.latin1Slice()
    if (events === 0) {
      rest = text
      return
    }
    const arrived = nowMicros()
    const end = text.lastIndexOf('\n\n')
    for (const [, due] of text.slice(0, end).matchAll(DUE)) onDelay(Number(due), arrived)
    rest = text.slice(end)
  }
}
