import type {ArithmeticOperator} from './ast.ts'
import type {Budget} from './budget.ts'
import {fail} from './failure.ts'
import type {Value} from './values.ts'
import {defined, isFloat, makeNumber, toNumber, Tuple, typeName} from './values.ts'

/** Calculates as Python does: `+` joins texts and lists, `*` repeats them, `//` and `%` round down. */
export function calculate(operator: ArithmeticOperator, left: Value, right: Value, budget: Budget): Value {
  const [a, b] = [defined(left), defined(right)]
  const [x, y] = [toNumber(a), toNumber(b)]
  if (x !== undefined && y !== undefined) {
    return toResult(
      operator,
      compute(operator, x, y),
      isFloat(a) || isFloat(b) || operator === '/' || (operator === '**' && y < 0),
    )
  }
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') {
    budget.spendText(a.length + b.length)
    return a + b
  }
  if (operator === '+' && Array.isArray(a) && Array.isArray(b) && a instanceof Tuple === b instanceof Tuple) {
    budget.spendList(a.length + b.length)
    return a.concat(b)
  }
  if (operator === '*') {
    if (x !== undefined && !isFloat(a)) return repeat(b, x, budget)
    if (y !== undefined && !isFloat(b)) return repeat(a, y, budget)
  }
  throw unusable(operator, a, b)
}

function compute(operator: ArithmeticOperator, x: number, y: number): number {
  if (y === 0 && (operator === '/' || operator === '//' || operator === '%')) {
    throw fail('runtime', `A number cannot be divided by zero ("${operator}")`)
  }
  switch (operator) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return x / y
    case '//':
      return Math.floor(x / y)
    case '%':
      return modulo(x, y)
    case '**':
      return x ** y
    default:
      throw fail('runtime', `There is no operator "${String(operator)}"`)
  }
}

/** The rest has the sign of the divisor. */
function modulo(x: number, y: number): number {
  const rest = x % y
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest
}

function toResult(operator: string, value: number, float: boolean): Value {
  // Python's integers have no end; these would be wrong from here on.
  if (!float && !Number.isSafeInteger(value)) throw fail('limit', `The result of "${operator}" is too large a number`)
  if (!Number.isFinite(value)) throw fail('runtime', `The result of "${operator}" is not a finite number`)
  return makeNumber(value, float)
}

function repeat(value: Value, times: number, budget: Budget): Value {
  const count = Math.max(times, 0)
  if (typeof value === 'string') {
    budget.spendText(value.length * count)
    return value.repeat(count)
  }
  if (!Array.isArray(value)) throw unusable('*', value, times)
  budget.spendList(value.length * count)
  const result = value instanceof Tuple ? new Tuple() : []
  for (let round = 0; round < count; round += 1) for (const entry of value) result.push(entry)
  return result
}

function unusable(operator: string, a: Value, b: Value): Error {
  const hint = operator === '+' ? '. Use "~" to join texts' : ''
  return fail('runtime', `"${operator}" cannot be used with ${typeName(a)} and ${typeName(b)}${hint}`)
}
