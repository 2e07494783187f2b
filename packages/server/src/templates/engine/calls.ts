import type {Budget} from './budget.ts'
import type {CallArguments} from './call-arguments.ts'
import {fail} from './failure.ts'
import type {Dict, Value} from './values.ts'
import {defined, isFloat, Namespace, toNumber, Tuple, typeName} from './values.ts'

/** Everything in a template that can be called by its name. */
export type FunctionName = 'namespace' | 'dict' | 'range'
/** Everything that can be called on a value. */
export type MethodName = 'append' | 'get' | 'items' | 'keys' | 'values'

export const FUNCTION_NAMES: readonly FunctionName[] = ['namespace', 'dict', 'range']
export const METHOD_NAMES: readonly MethodName[] = ['append', 'get', 'items', 'keys', 'values']

export function isFunctionName(name: string): name is FunctionName {
  return FUNCTION_NAMES.some((each) => each === name)
}

export function isMethodName(name: string): name is MethodName {
  return METHOD_NAMES.some((each) => each === name)
}

/** Calls `namespace(…)`, `dict(…)` or `range(…)`. */
export function callFunction(name: FunctionName, args: CallArguments, budget: Budget): Value {
  switch (name) {
    case 'namespace': {
      const namespace = new Namespace()
      for (const [key, value] of toDict(name, args)) namespace.attributes.set(key, value)
      return namespace
    }
    case 'dict':
      return toDict(name, args)
    case 'range':
      return makeRange(args, budget)
    default:
      throw fail('runtime', `There is no function "${String(name)}"`)
  }
}

/** Calls a method of a list or a dict. */
export function callMethod(given: Value, name: MethodName, args: CallArguments, budget: Budget): Value {
  const object = defined(given)
  if (name === 'append' && Array.isArray(object) && !(object instanceof Tuple)) {
    const {value} = args.take('append', 'value')
    if (value === undefined) throw fail('runtime', '"append" needs the value to add')
    budget.checkSize(object.length + 1)
    object.push(value)
    return null
  }
  if (name === 'append' || !(object instanceof Map))
    throw fail('runtime', `${typeName(object)} has no method "${name}"`)
  budget.spendList(object.size)
  switch (name) {
    case 'get': {
      const {key, otherwise = null} = args.take('get', 'key', 'otherwise')
      const value = typeof key === 'string' ? object.get(key) : undefined
      return value === undefined ? otherwise : value
    }
    case 'items':
      args.take(name)
      return [...object].map(([key, value]) => Tuple.of<Value>(key, value))
    case 'keys':
      args.take(name)
      return [...object.keys()]
    case 'values':
      args.take(name)
      return [...object.values()]
    default:
      throw fail('runtime', `There is no method "${String(name)}"`)
  }
}

function toDict(name: string, {positional, named}: CallArguments): Dict {
  const [first, ...more] = positional
  if (more.length > 0 || (first !== undefined && !(first instanceof Map))) {
    throw fail('runtime', `"${name}" takes names with values, as ${name}(count=0)`)
  }
  return new Map([...(first ?? []), ...named])
}

function makeRange({positional, named}: CallArguments, budget: Budget): Value {
  const bounds = positional.map((value) => {
    const number = toNumber(defined(value))
    if (number === undefined || isFloat(value))
      throw fail('runtime', `"range" takes whole numbers, not ${typeName(value)}`)
    return number
  })
  const [first, second, step = 1] = bounds
  if (first === undefined || bounds.length > 3 || named.size > 0 || step === 0) {
    throw fail(
      'runtime',
      '"range" takes range(stop), range(start, stop) or range(start, stop, step) with a step that is not 0',
    )
  }
  const [start, stop] = second === undefined ? [0, first] : [first, second]
  const count = Math.max(Math.ceil((stop - start) / step), 0)
  budget.spendList(count)
  return Array.from({length: count}, (_, index) => start + index * step)
}
