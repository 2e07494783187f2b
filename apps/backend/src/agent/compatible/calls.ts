import {randomUUID} from 'node:crypto'
import type {CallDelta} from './chat-chunk.ts'

interface Call {
  /** As the server says; undefined if it says nothing. */
  readonly index: number | undefined
  readonly serverId: string
  readonly id: string
  name: string
  args: string
}

/**
 * Gives the calls of one reply what the client tells them apart by: a place of their own, an id of their own, and their name once. Gemini
 * leaves the index out, Ollama sends 0 for each, vLLM may send no id and the name with every piece.
 */
export class Calls {
  readonly #used: Set<string>
  readonly #calls: Call[] = []

  /** @param used ids of calls earlier in the conversation; the client takes a second call under one of them for the first. */
  constructor(used: Iterable<string> = []) {
    this.#used = new Set(used)
  }

  /** One piece of a call. Null when it adds nothing. */
  repair(delta: CallDelta): CallDelta | null {
    const known = this.#find(delta)
    const args = delta.function?.arguments ?? ''
    if (known !== undefined) {
      known.args += args
      return {index: this.#calls.indexOf(known), function: {...addName(known, delta), arguments: args}}
    }
    const call = this.#begin(delta)
    if (call === null) return null
    return {
      ...delta,
      index: this.#calls.length - 1,
      id: call.id,
      type: 'function',
      function: {name: call.name, arguments: args},
    }
  }

  #begin(delta: CallDelta): Call | null {
    const name = delta.function?.name ?? ''
    if (name === '') return null
    const serverId = delta.id ?? ''
    const isFree = serverId !== '' && !this.#used.has(serverId)
    const id = isFree ? serverId : `call_${randomUUID().replaceAll('-', '')}`
    this.#used.add(id)
    const call = {index: delta.index ?? undefined, serverId, id, name, args: delta.function?.arguments ?? ''}
    this.#calls.push(call)
    return call
  }

  /** The call that a piece goes on with: the latest at its place, or the latest at all if it names none. */
  #find(delta: CallDelta): Call | undefined {
    const latest = this.#calls.findLast(({index}) => typeof delta.index !== 'number' || index === delta.index)
    return latest === undefined || isAnother(delta, latest) ? undefined : latest
  }
}

function isAnother({id, index, function: called}: CallDelta, {serverId, name, args}: Call): boolean {
  if (id && serverId !== '' && id !== serverId) return true
  if (!called?.name) return false
  if (called.name !== name) return typeof index !== 'number' || args !== ''
  return Boolean(called.arguments) && isObject(args)
}

/** The rest of a name that comes in pieces; not the same name once more. */
function addName(call: Call, {function: called}: CallDelta): {name?: string} {
  const name = called?.name ?? ''
  if (name === '' || name === call.name) return {}
  call.name += name
  return {name}
}

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
