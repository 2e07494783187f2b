import type {Random} from './random.ts'

interface Place {
  holder: Record<string, unknown> | unknown[]
  key: string
}

/** What stands where something else should. */
const STRANGERS: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  '',
  ' ',
  '20',
  [],
  [[]],
  {},
  {type: 'input_text'},
  'x'.repeat(5000),
  '\u0000',
  '\uD800 half of a pair',
  '\u202Eright to left \u{1F916}',
  '__proto__',
  '../../etc/passwd',
  "'; drop table threads; --",
  '%00',
  'threads.delete',
]

const EXTRA_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'thread_id',
  'params',
  'id',
  '',
  'metadata',
]

/** Changes a request's value in one place: a key less, a key more, something else where something was. */
export function mutateValue(value: unknown, random: Random, ids: readonly string[]): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value))
  const places = findPlaces(copy)
  if (places.length === 0) return random.pick(STRANGERS)
  const {holder, key} = random.pick(places)
  const set = (to: unknown): void => void Object.defineProperty(holder, key, {value: to, enumerable: true})
  switch (random.below(5)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      break
    case 1:
      set(random.pick(STRANGERS))
      break
    case 2:
      set(ids.length === 0 ? 'thr_none' : random.pick(ids))
      break
    case 3:
      if (Array.isArray(holder)) holder.push(random.pick(STRANGERS))
      // Not assigned: `__proto__` would not become a key.
      else Object.defineProperty(holder, random.pick(EXTRA_KEYS), {value: random.pick(STRANGERS), enumerable: true})
      break
    default:
      set(nest(random.pick([2, 50, 300]), random.oneIn(2)))
  }
  return copy
}

/** Changes a request's text so that it need not be JSON, or text, any more. */
export function mutateText(json: string, random: Random): Uint8Array | string {
  const at = random.below(json.length + 1)
  const twice = '"type":"threads.delete",'
  switch (random.below(9)) {
    case 0:
      return json.slice(0, at)
    case 1:
      return (
        json.slice(0, at) + random.pick(['"', '{', '}', ',', ':', '\\', '\u0000', '\n', '1', '\uFEFF']) + json.slice(at)
      )
    case 2:
      return new TextEncoder().encode(json).map((byte, index) => (index === at ? 0xff : byte))
    case 3:
      return json.startsWith('{') ? `{${twice}${json.slice(1)}` : json
    case 4:
      return `\uFEFF${' \n\t'.repeat(random.below(50))}${json}\r\n`
    case 5:
      return json + json
    case 6:
      return '['.repeat(random.pick([10, 1000, 100_000]))
    case 7:
      return json.replace(/:("[^"]*"|\d+)/, ':1e999')
    default:
      return random.oneIn(20) ? `${json}${' '.repeat(1024 * 1024)}` : ''
  }
}

function findPlaces(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  const holder = value as Place['holder']
  for (const [key, child] of Object.entries(holder)) {
    found.push({holder, key})
    findPlaces(child, found)
  }
  return found
}

function nest(depth: number, asList: boolean): unknown {
  let value: unknown = 'deep'
  for (let level = 0; level < depth; level++) value = asList ? [value] : {value}
  return value
}
