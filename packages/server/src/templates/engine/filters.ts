import {entriesOf, getAttribute, lengthOf} from './access.ts'
import type {Budget} from './budget.ts'
import type {CallArguments} from './call-arguments.ts'
import {fail} from './failure.ts'
import {print} from './print.ts'
import {characters} from './text.ts'
import {toJson} from './to-json.ts'
import type {Value} from './values.ts'
import {defined, isTrue, toNumber, Undefined} from './values.ts'

type Filter = (input: Value, args: CallArguments, budget: Budget) => Value

/** What can follow `|`. Source: Jinja2 3.1.6, filters.py. */
const FILTERS = {
  tojson: filterToJson,
  default: filterDefault,
  d: filterDefault,
  length: (input, args) => noArguments('length', args, lengthOf(input)),
  count: (input, args) => noArguments('count', args, lengthOf(input)),
  string: (input, args, budget) => noArguments('string', args, print(input, budget)),
  safe: (input, args, budget) => noArguments('safe', args, print(input, budget)),
  upper: (input, args, budget) => noArguments('upper', args, text(input, budget).toUpperCase()),
  lower: (input, args, budget) => noArguments('lower', args, text(input, budget).toLowerCase()),
  capitalize: (input, args, budget) => noArguments('capitalize', args, capitalize(text(input, budget))),
  trim: (input, args, budget) => noArguments('trim', args, text(input, budget).trim()),
  replace: filterReplace,
  join: filterJoin,
  list: (input, args, budget) => noArguments('list', args, entriesOf(input, budget)),
  first: (input, args, budget) => noArguments('first', args, edge(entriesOf(input, budget).at(0), 'first')),
  last: (input, args, budget) => noArguments('last', args, edge(entriesOf(input, budget).at(-1), 'last')),
  int: filterInt,
} satisfies Record<string, Filter>

export type FilterName = keyof typeof FILTERS
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[]

export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(FILTERS, name)
}

/** What a filter makes of a value. */
export function applyFilter(name: FilterName, input: Value, args: CallArguments, budget: Budget): Value {
  return FILTERS[name](input, args, budget)
}

function noArguments(name: string, args: CallArguments, result: Value): Value {
  args.take(name)
  return result
}

function filterToJson(input: Value, args: CallArguments, budget: Budget): Value {
  const {indent = null} = args.take('tojson', 'indent')
  const spaces = toNumber(defined(indent))
  if (indent !== null && (spaces === undefined || spaces < 0))
    throw fail('runtime', '"tojson" takes a number of spaces')
  return toJson(input, budget, spaces ?? null)
}

function filterDefault(input: Value, args: CallArguments): Value {
  const {value = '', boolean = false} = args.take('default', 'value', 'boolean')
  const replace = input instanceof Undefined || (isTrue(boolean) && !isTrue(input))
  return replace ? value : input
}

function filterReplace(input: Value, args: CallArguments, budget: Budget): Value {
  const {old, fresh, count = null} = args.take('replace', 'old', 'fresh', 'count')
  if (old === undefined || fresh === undefined) throw fail('runtime', '"replace" needs what to replace and by what')
  const [whole, from, to] = [text(input, budget), print(old, budget), print(fresh, budget)]
  const limit = count === null ? -1 : (toNumber(defined(count)) ?? -1)
  const pieces = from === '' ? ['', ...characters(whole), ''] : whole.split(from)
  budget.checkSize(whole.length + pieces.length * to.length)
  if (limit < 0 || limit >= pieces.length - 1) return pieces.join(to)
  return [...pieces.slice(0, limit), pieces.slice(limit).join(from)].join(to)
}

function filterJoin(input: Value, args: CallArguments, budget: Budget): Value {
  const {separator = '', attribute = null} = args.take('join', 'separator', 'attribute')
  const between = print(separator, budget)
  const name = attribute === null ? null : print(attribute, budget)
  let size = 0
  const parts = entriesOf(input, budget).map((entry) => {
    const value = name === null ? entry : getAttribute(entry, name, () => missing(`an entry's "${name}" is undefined`))
    const part = print(value, budget)
    size += part.length + between.length
    budget.checkSize(size)
    return part
  })
  budget.spendText(size)
  return parts.join(between)
}

function filterInt(input: Value, args: CallArguments): Value {
  const {otherwise = 0} = args.take('int', 'otherwise')
  const value = defined(input)
  const number = toNumber(value)
  if (number !== undefined) return toInteger(number)
  const digits = typeof value === 'string' ? value.trim().replaceAll(/(?<=\d)_(?=\d)/g, '') : ''
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits) ? toInteger(Number(digits)) : otherwise
}

function toInteger(number: number): number {
  const whole = Math.trunc(number)
  // Python's integers have no end; this one would be wrong in its last digits.
  if (!Number.isSafeInteger(whole)) throw fail('limit', '"int" makes too large a number')
  return whole === 0 ? 0 : whole
}

/** A value as text that is going to be copied. */
function text(input: Value, budget: Budget): string {
  const printed = print(input, budget)
  budget.spendText(printed.length)
  return printed
}

function capitalize(value: string): string {
  const [first = ''] = value
  return first.toUpperCase() + value.slice(first.length).toLowerCase()
}

function edge(value: Value | undefined, which: string): Value {
  return value === undefined ? missing(`the ${which} entry of something empty is undefined`) : value
}

function missing(message: string): Undefined {
  return new Undefined(message, undefined)
}
