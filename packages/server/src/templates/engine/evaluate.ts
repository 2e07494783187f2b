import {getAttribute, getItem, getSlice} from './access.ts'
import {calculate} from './arithmetic.ts'
import type {Arguments, Expression} from './ast.ts'
import type {Budget} from './budget.ts'
import {CallArguments} from './call-arguments.ts'
import {callFunction, callMethod} from './calls.ts'
import {compare} from './compare.ts'
import {fail} from './failure.ts'
import {applyFilter} from './filters.ts'
import {print} from './print.ts'
import type {Scope} from './scope.ts'
import {passes} from './tests.ts'
import type {Dict, Value} from './values.ts'
import {defined, isFloat, isTrue, makeNumber, toNumber, Tuple, typeName, Undefined} from './values.ts'

/** What an expression is evaluated in. */
export interface Surroundings {
  scope: Scope
  budget: Budget
  /** Line of what is being evaluated: where a failure is reported. */
  line: number
  /** The text of a block set, for its filter. */
  captured?: string
}

/** The value of an expression. Every expression counts as a step. */
export function evaluate(expression: Expression, at: Surroundings): Value {
  const {line} = at
  at.line = expression.line
  at.budget.spend(1)
  const value = at.budget.nested(() => compute(expression, at))
  at.line = line
  return value
}

function compute(node: Expression, at: Surroundings): Value {
  const {budget} = at
  switch (node.kind) {
    case 'const':
      return node.value
    case 'name': {
      const value = at.scope.get(node.name)
      return value === undefined ? missing(node) : value
    }
    case 'list':
      return evaluateAll(node.items, at)
    case 'tuple':
      return Tuple.from(evaluateAll(node.items, at))
    case 'dict':
      return evaluateDict(node.entries, at)
    case 'attribute':
      return getAttribute(evaluate(node.object, at), node.name, () => missing(node))
    case 'item':
      return getItem(evaluate(node.object, at), evaluate(node.key, at), budget, () => missing(node))
    case 'slice':
      return evaluateSlice(node, at)
    case 'function':
      return callFunction(node.name, evaluateArguments(node.args, at), budget)
    case 'method':
      return callMethod(evaluate(node.object, at), node.name, evaluateArguments(node.args, at), budget)
    case 'filter': {
      const input = node.input === null ? (at.captured ?? '') : evaluate(node.input, at)
      return applyFilter(node.name, input, evaluateArguments(node.args, at), budget)
    }
    case 'test':
      return passes(node.name, evaluate(node.input, at)) !== node.negated
    case 'not':
      return !isTrue(evaluate(node.operand, at))
    case 'sign':
      return applySign(node.operator, evaluate(node.operand, at))
    case 'arithmetic':
      return calculate(node.operator, evaluate(node.left, at), evaluate(node.right, at), budget)
    case 'concat':
      return concatenate(evaluateAll(node.parts, at), budget)
    case 'compare':
      return evaluateComparison(node, at)
    case 'and': {
      const left = evaluate(node.left, at)
      return isTrue(left) ? evaluate(node.right, at) : left
    }
    case 'or': {
      const left = evaluate(node.left, at)
      return isTrue(left) ? left : evaluate(node.right, at)
    }
    case 'condition':
      if (isTrue(evaluate(node.test, at))) return evaluate(node.whenTrue, at)
      if (node.whenFalse !== null) return evaluate(node.whenFalse, at)
      return new Undefined('The "if" inside an expression was false and has no "else"', node.line, true)
    default:
      throw fail('runtime', `There is nothing like ${JSON.stringify(node)}`)
  }
}

function evaluateAll(expressions: readonly Expression[], at: Surroundings): Value[] {
  return expressions.map((expression) => evaluate(expression, at))
}

function evaluateArguments({positional, named}: Arguments, at: Surroundings): CallArguments {
  return new CallArguments(
    evaluateAll(positional, at),
    new Map(named.map(([name, expression]) => [name, evaluate(expression, at)])),
  )
}

function evaluateDict(entries: readonly [Expression, Expression][], at: Surroundings): Dict {
  const dict: Dict = new Map()
  for (const [keyExpression, valueExpression] of entries) {
    const key = defined(evaluate(keyExpression, at))
    if (typeof key !== 'string') throw fail('runtime', `The key of a dict must be a text, not ${typeName(key)}`)
    dict.set(key, evaluate(valueExpression, at))
  }
  return dict
}

function evaluateSlice({object, slice}: Extract<Expression, {kind: 'slice'}>, at: Surroundings): Value {
  const value = evaluate(object, at)
  const bound = (expression: Expression | null): Value => (expression === null ? null : evaluate(expression, at))
  return getSlice(value, {start: bound(slice.start), stop: bound(slice.stop), step: bound(slice.step)}, at.budget)
}

/** `a < b < c` is `a < b and b < c`, with `b` evaluated once. */
function evaluateComparison({first, rest}: Extract<Expression, {kind: 'compare'}>, at: Surroundings): Value {
  let left = evaluate(first, at)
  for (const {operator, operand} of rest) {
    const right = evaluate(operand, at)
    if (!compare(operator, left, right, at.budget)) return false
    left = right
  }
  return true
}

function concatenate(values: readonly Value[], budget: Budget): string {
  let text = ''
  for (const value of values) {
    text += print(value, budget)
    budget.spendText(text.length)
  }
  return text
}

function applySign(operator: '-' | '+', given: Value): Value {
  const value = defined(given)
  const number = toNumber(value)
  if (number === undefined) throw fail('runtime', `"${operator}" cannot stand before ${typeName(value)}`)
  return makeNumber(operator === '-' ? -number : number, isFloat(value))
}

function missing(node: Expression): Undefined {
  return new Undefined(
    `${describe(node)} is undefined. Give it with the data, or write what stands in for it: | default(…)`,
    node.line,
  )
}

/** An expression as its author wrote it, as far as that helps to find it. */
function describe(node: Expression): string {
  return `"${source(node)}"`
}

function source(node: Expression): string {
  if (node.kind === 'name') return node.name
  if (node.kind === 'attribute') return `${source(node.object)}.${node.name}`
  if (node.kind === 'item') return `${source(node.object)}[${source(node.key)}]`
  if (node.kind === 'const' && typeof node.value === 'string') return `'${node.value}'`
  if (node.kind === 'const' && typeof node.value === 'number') return String(node.value)
  return '…'
}
