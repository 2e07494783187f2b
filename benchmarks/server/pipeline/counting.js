import {MemoryStore} from 'chatkit-server'
import {createHandler} from 'chatkit-server/http'
import {requestBody} from '../play.js'
import {ScriptedServer} from '../scripted-server.js'

/**
 * Plays one turn through the handler, and counts what it asked of the store and how often a delta was made into JSON.
 *
 * @param {{deltas: number, keyed?: boolean}} options
 * @returns {Promise<{reads: number, writes: number, serialisations: number}>} of the whole turn; serialisations of one delta, at most
 */
export async function countTurn({deltas, keyed = false}) {
  const {store, calls} = countingStore(new MemoryStore())
  const handler = createHandler(new ScriptedServer({store}), {context: () => null})
  const headers = {'content-type': 'application/json', ...(keyed ? {'idempotency-key': crypto.randomUUID()} : {})}
  const request = new Request('http://localhost/chatkit', {method: 'POST', headers, body: requestBody({deltas})})
  const serialisations = await countSerialisations('word ', async () => {
    const response = await handler(request)
    if (response.status !== 200) throw new Error(`The handler answered ${response.status}: ${await response.text()}`)
    await response.text()
  })
  return {...calls, serialisations: serialisations / deltas}
}

function countingStore(store) {
  const calls = {reads: 0, writes: 0}
  const counting = new Proxy(store, {
    get(target, name) {
      const value = target[name]
      if (typeof value !== 'function') return value
      return (...args) => {
        if (name.startsWith('load')) calls.reads++
        else if (!name.startsWith('generate')) calls.writes++
        return value.apply(target, args)
      }
    },
  })
  return {store: counting, calls}
}

/** How often `text` itself, or an object that holds it, was given to JSON.stringify while `work` ran. */
async function countSerialisations(text, work) {
  const original = JSON.stringify
  let count = 0
  JSON.stringify = (value, ...rest) => {
    if (value === text || value?.update?.delta === text) count++
    return original(value, ...rest)
  }
  try {
    await work()
  } finally {
    JSON.stringify = original
  }
  return count
}
