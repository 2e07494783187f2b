import type {CompareOperator} from './ast.ts'
import type {Budget} from './budget.ts'
import {fail} from './failure.ts'
import {compareText} from './text.ts'
import type {Value} from './values.ts'
import {defined, toNumber, Tuple, typeName} from './values.ts'

/** Compares two values as Python does. */
export function compare(operator: CompareOperator, left: Value, right: Value, budget: Budget): boolean {
  const [a, b] = [defined(left), defined(right)]
  switch (operator) {
    case '==':
      return isSame(a, b, budget)
    case '!=':
      return !isSame(a, b, budget)
    case 'in':
      return contains(b, a, budget)
    case 'not in':
      return !contains(b, a, budget)
    case '<':
      return order(operator, a, b, budget) < 0
    case '<=':
      return order(operator, a, b, budget) <= 0
    case '>':
      return order(operator, a, b, budget) > 0
    case '>=':
      return order(operator, a, b, budget) >= 0
    default:
      throw fail('runtime', `There is no operator "${String(operator)}"`)
  }
}

function isSame(left: Value, right: Value, budget: Budget): boolean {
  const [a, b] = [defined(left), defined(right)]
  budget.spend(1)
  if (a === b) return true
  const [x, y] = [toNumber(a), toNumber(b)]
  if (x !== undefined || y !== undefined) return x === y
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length || a instanceof Tuple !== b instanceof Tuple) return false
    return budget.nested(() => a.every((entry, index) => isSame(entry, b[index] ?? null, budget)))
  }
  if (!(a instanceof Map) || !(b instanceof Map) || a.size !== b.size) return false
  return budget.nested(() =>
    [...a].every(([key, entry]) => {
      const other = b.get(key)
      return other !== undefined && isSame(entry, other, budget)
    }),
  )
}

function contains(container: Value, value: Value, budget: Budget): boolean {
  if (typeof container === 'string' && typeof value === 'string') {
    budget.spendText(container.length)
    return container.includes(value)
  }
  if (container instanceof Map) return typeof value === 'string' && container.has(value)
  if (Array.isArray(container)) return container.some((entry) => isSame(entry, value, budget))
  throw fail('runtime', `Nothing like ${typeName(value)} can be in ${typeName(container)}`)
}

/** Negative, zero or positive. Only things of one kind have an order. */
function order(operator: string, left: Value, right: Value, budget: Budget): number {
  const [a, b] = [defined(left), defined(right)]
  budget.spend(1)
  const [x, y] = [toNumber(a), toNumber(b)]
  if (x !== undefined && y !== undefined) return x - y
  if (typeof a === 'string' && typeof b === 'string') {
    budget.spendText(Math.min(a.length, b.length))
    return compareText(a, b)
  }
  if (!Array.isArray(a) || !Array.isArray(b) || a instanceof Tuple !== b instanceof Tuple) {
    throw fail('runtime', `${typeName(a)} and ${typeName(b)} cannot be compared with "${operator}"`)
  }
  const end = Math.min(a.length, b.length)
  for (let index = 0; index < end; index += 1) {
    const [p, q] = [a[index] ?? null, b[index] ?? null]
    if (!isSame(p, q, budget)) return budget.nested(() => order(operator, p, q, budget))
  }
  return a.length - b.length
}
