import {MemoryStore} from 'chatkit-server'
import {createHandler} from 'chatkit-server/http'
import {requestBody} from '../play.js'
import {ScriptedServer} from '../scripted-server.js'

/**
 * Plays one turn through the handler, and counts what it asked of the store and how often a delta was made into JSON.
 *
 * @param {{deltas: number, readers: number, keyed: boolean}} options keyed: with an `Idempotency-Key`, which all readers send
 * @returns {Promise<{reads: number, readsOfShort: number, serialisations: number}>} `readsOfShort`: of a turn with one delta, which needs
 *   them for everything else
 */
export async function countTurn({deltas, ...options}) {
  const long = await play({deltas, ...options})
  const short = await play({deltas: 1, ...options})
  return {...long, readsOfShort: short.reads}
}

async function play({deltas, readers, keyed}) {
  const counted = {reads: 0, serialisations: 0}
  const store = countingStore(new MemoryStore(), counted)
  const handler = createHandler(new ScriptedServer({store}), {context: () => null})
  const headers = {'content-type': 'application/json', ...(keyed ? {'idempotency-key': crypto.randomUUID()} : {})}
  const body = requestBody({deltas})
  const read = async () => {
    const response = await handler(new Request('http://localhost/chatkit', {method: 'POST', headers, body}))
    const text = await response.text()
    if (response.status !== 200) throw new Error(`The handler answered ${response.status}: ${text}`)
  }
  counted.serialisations = await countSerialisations('word ', () => Promise.all(Array.from({length: readers}, read)))
  return counted
}

function countingStore(store, counted) {
  return new Proxy(store, {
    get(target, name) {
      const value = target[name]
      if (typeof value !== 'function') return value
      return (...args) => {
        if (name.startsWith('load')) counted.reads++
        return value.apply(target, args)
      }
    },
  })
}

/** How often `text` itself, or an event that brings it, was given to JSON.stringify while `work` ran. */
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
