import {requestBody} from '../play.js'
import {ScriptedServer} from '../scripted-server.js'
import {memory} from './usage.js'

/**
 * Bytes of heap that one scripted answer takes up while it waits for its next delta, without a server around it: what an app's own agent
 * holds is no part of what a stream costs.
 *
 * @param {{agents: number}} options
 */
export async function weighAgent({agents}) {
  const {input} = JSON.parse(requestBody({deltas: 1000, everyMs: 3_600_000})).params
  const server = new ScriptedServer({store: {generateItemId: () => 'msg_00000000'}})
  const begin = async () => {
    const events = server.respond({id: 'thr_00000000'}, input, null)[Symbol.asyncIterator]()
    // The first two come at once: the message that is added, and the delta that is due now.
    await events.next()
    await events.next()
    return {events, next: events.next()}
  }
  await begin()
  const before = await memory()
  const waiting = await Promise.all(Array.from({length: agents}, begin))
  const after = await memory()
  return (after.heapUsed - before.heapUsed) / waiting.length
}
