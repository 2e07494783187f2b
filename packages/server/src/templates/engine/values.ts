import {fail} from './failure.ts'

/** A whole number that Python would hold as a float: it prints as `2.0`. Others are plain numbers. */
export class Float {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** A list that cannot grow and prints with round brackets. */
export class Tuple extends Array<Value> {}

/** What `namespace()` makes: the one thing whose attributes can be set. */
export class Namespace {
  readonly attributes = new Map<string, Value>()
}

/** `loop` inside of a loop. */
export class Loop {
  readonly items: readonly Value[]
  readonly index: number

  constructor(items: readonly Value[], index: number) {
    this.items = items
    this.index = index
  }
}

/**
 * What is not there. Any use of it but `is defined` and `default` is an error, which says what it was. What an `if` without `else` leaves is
 * not there either, but may be printed and gone over: `{{ ',' if not loop.last }}`.
 */
export class Undefined {
  readonly message: string
  /** Where it was asked for. */
  readonly line: number | undefined

  /** Whether it counts as something empty. */
  readonly isEmpty: boolean

  constructor(message: string, line: number | undefined, isEmpty = false) {
    this.message = message
    this.line = line
    this.isEmpty = isEmpty
  }
}

/** A dict. A Map, so that no name in a template ever reaches a prototype. */
export type Dict = Map<string, Value>

/** A value of a template. */
export type Value = null | boolean | number | string | Float | Value[] | Dict | Namespace | Loop | Undefined

/** A number as a template holds it. Whole ones are integers unless said otherwise. */
export function makeNumber(value: number, isFloat = false): number | Float {
  // A zero has no sign in JSON.
  const unsigned = value === 0 ? 0 : value
  if (isFloat || !Number.isFinite(unsigned)) return Number.isInteger(unsigned) ? new Float(unsigned) : unsigned
  return Number.isInteger(unsigned) && !Number.isSafeInteger(unsigned) ? new Float(unsigned) : unsigned
}

/** The number that a value is, booleans included as in Python; undefined when it is none. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof Float ? value.value : undefined
}

/** Whether a number is a float in Python's eyes. */
export function isFloat(value: Value): boolean {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value))
}

/** Refuses what is not there. */
export function defined(value: Value): Exclude<Value, Undefined> {
  if (value instanceof Undefined) throw fail('undefined', value.message, value.line)
  return value
}

/** Whether a value is what an `if` without `else` leaves. */
export function isEmpty(value: Value): boolean {
  return value instanceof Undefined && value.isEmpty
}

/** Whether a value counts as true: what is empty or zero does not. */
export function isTrue(given: Value): boolean {
  if (isEmpty(given)) return false
  const value = defined(given)
  if (value === null) return false
  if (typeof value === 'string' || Array.isArray(value)) return value.length > 0
  if (value instanceof Map) return value.size > 0
  const number = toNumber(value)
  return number === undefined || number !== 0
}

/** What a value is, for messages. */
export function typeName(value: Value): string {
  if (value === null) return 'none'
  if (value instanceof Map) return 'a dict'
  if (Array.isArray(value)) return value instanceof Tuple ? 'a tuple' : 'a list'
  if (value instanceof Namespace) return 'a namespace'
  if (value instanceof Loop) return 'a loop'
  if (value instanceof Undefined) return 'nothing'
  return typeof value === 'string' ? 'a text' : typeof value === 'boolean' ? 'a boolean' : 'a number'
}
