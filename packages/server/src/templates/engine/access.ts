import type {Budget} from './budget.ts'
import {fail} from './failure.ts'
import {characters, countCharacters} from './text.ts'
import type {Undefined, Value} from './values.ts'
import {defined, isEmpty, isFloat, Loop, Namespace, toNumber, Tuple, typeName} from './values.ts'

/** Bounds of a slice; null where there is none. */
export interface Bounds {
  start: Value
  stop: Value
  step: Value
}

/** `object.name`. Unlike Jinja's, a key of a dict is never hidden by a method of the same name. */
export function getAttribute(given: Value, name: string, missing: () => Undefined): Value {
  const object = defined(given)
  if (object instanceof Map) return lookUp(object, name, missing)
  if (object instanceof Namespace) return lookUp(object.attributes, name, missing)
  return object instanceof Loop ? getLoopAttribute(object, name, missing) : missing()
}

/** `object[key]`. Positions count from 0, or back from -1. */
export function getItem(given: Value, givenKey: Value, budget: Budget, missing: () => Undefined): Value {
  const [object, key] = [defined(given), defined(givenKey)]
  if (typeof key === 'string') return getAttribute(object, key, missing)
  const index = toNumber(key)
  if (index === undefined || isFloat(key)) return missing()
  if (Array.isArray(object)) return object.at(index) ?? missing()
  if (typeof object !== 'string') return missing()
  budget.spendText(object.length)
  return characters(object).at(index) ?? missing()
}

/** `object[start:stop:step]` of a text, a list or a tuple. */
export function getSlice(given: Value, bounds: Bounds, budget: Budget): Value {
  const object = defined(given)
  if (typeof object === 'string') {
    budget.spendText(object.length)
    return cut(characters(object), bounds).join('')
  }
  if (!Array.isArray(object)) throw fail('runtime', `${typeName(object)} cannot be sliced`)
  budget.spendList(object.length)
  const entries = cut(object, bounds)
  return object instanceof Tuple ? Tuple.from(entries) : entries
}

/** How many characters or entries something has. */
export function lengthOf(given: Value): number {
  if (isEmpty(given)) return 0
  const value = defined(given)
  if (typeof value === 'string') return countCharacters(value)
  if (Array.isArray(value)) return value.length
  if (value instanceof Map) return value.size
  throw fail('runtime', `${typeName(value)} has no length`)
}

/** What a loop goes over: entries, characters, or the keys of a dict. */
export function entriesOf(given: Value, budget: Budget): Value[] {
  if (isEmpty(given)) return []
  const value = defined(given)
  if (typeof value === 'string') {
    budget.spendText(value.length)
    return characters(value)
  }
  if (value instanceof Map || Array.isArray(value)) {
    budget.spendList(lengthOf(value))
    return value instanceof Map ? [...value.keys()] : [...value]
  }
  throw fail('runtime', `${typeName(value)} has no entries to go over`)
}

function getLoopAttribute({items, index}: Loop, name: string, missing: () => Undefined): Value {
  switch (name) {
    case 'index':
      return index + 1
    case 'index0':
      return index
    case 'revindex':
      return items.length - index
    case 'revindex0':
      return items.length - index - 1
    case 'first':
      return index === 0
    case 'last':
      return index === items.length - 1
    case 'length':
      return items.length
    case 'previtem':
      return index > 0 ? (items[index - 1] ?? null) : missing()
    case 'nextitem':
      return index < items.length - 1 ? (items[index + 1] ?? null) : missing()
    default:
      return missing()
  }
}

function lookUp(map: ReadonlyMap<string, Value>, name: string, missing: () => Undefined): Value {
  const value = map.get(name)
  return value === undefined ? missing() : value
}

function cut<T>(entries: readonly T[], bounds: Bounds): T[] {
  const {length} = entries
  const step = toBound(bounds.step) ?? 1
  if (step === 0) throw fail('runtime', 'The step of a slice cannot be 0')
  const clamp = (bound: number | undefined, otherwise: number): number => {
    if (bound === undefined) return otherwise
    const at = bound < 0 ? bound + length : bound
    return step > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1)
  }
  const start = clamp(toBound(bounds.start), step > 0 ? 0 : length - 1)
  const stop = clamp(toBound(bounds.stop), step > 0 ? length : -1)
  if (step === 1) return entries.slice(start, stop)
  const result: T[] = []
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) result.push(entries[at] as T)
  return result
}

function toBound(given: Value): number | undefined {
  const value = defined(given)
  if (value === null) return undefined
  const number = toNumber(value)
  if (number === undefined || isFloat(value)) throw fail('runtime', `${typeName(value)} cannot bound a slice`)
  return number
}
