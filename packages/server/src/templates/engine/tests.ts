import type {Value} from './values.ts'
import {defined, Float, isFloat, toNumber, Undefined} from './values.ts'
import {fail} from './failure.ts'

const isInteger = (value: Value): boolean => typeof value === 'number' && Number.isInteger(value)
const isList = (value: Value): boolean => typeof value === 'string' || Array.isArray(value) || value instanceof Map

/** What can follow `is`. Source: Jinja2 3.1.6, tests.py. */
const TESTS = {
  defined: (value: Value) => !(value instanceof Undefined),
  undefined: (value: Value) => value instanceof Undefined,
  none: (value: Value) => value === null,
  string: (value: Value) => typeof value === 'string',
  number: (value: Value) => typeof value === 'number' || typeof value === 'boolean' || value instanceof Float,
  integer: isInteger,
  float: isFloat,
  boolean: (value: Value) => typeof value === 'boolean',
  true: (value: Value) => value === true,
  false: (value: Value) => value === false,
  mapping: (value: Value) => value instanceof Map,
  sequence: isList,
  iterable: (value: Value) => isList(defined(value)),
  even: (value: Value) => remainder(value) === 0,
  odd: (value: Value) => remainder(value) === 1,
} satisfies Record<string, (value: Value) => boolean>

export type TestName = keyof typeof TESTS
export const TEST_NAMES = Object.keys(TESTS) as TestName[]

export function isTestName(name: string): name is TestName {
  return Object.hasOwn(TESTS, name)
}

/** Whether a value passes a test. */
export function passes(name: TestName, value: Value): boolean {
  return TESTS[name](value)
}

function remainder(value: Value): number {
  const number = toNumber(defined(value))
  if (number === undefined) throw fail('runtime', '"even" and "odd" are for numbers')
  return Math.abs(number % 2)
}
