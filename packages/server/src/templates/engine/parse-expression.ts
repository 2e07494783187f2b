import type {ArithmeticOperator, CompareOperator, Expression} from './ast.ts'
import type {Grammar} from './grammar.ts'
import {parseFilter, parseFilters, parsePostfix} from './parse-postfix.ts'
import {parsePrimary} from './parse-primary.ts'
import type {TokenStream} from './token-stream.ts'

// Precedence and shape are Jinja2 3.1.6's, parser.py. From weak to strong: condition, or, and, not, comparison, + -, ~, * / // %, **, sign.

/** For the parts, which contain expressions themselves. */
const GRAMMAR: Grammar = {expression: (tokens) => parseExpression(tokens), tuple: (tokens) => parseTuple(tokens)}

/** A whole expression. Without `condition` an `if` after it belongs to what stands around: `for x in xs if x`. */
export function parseExpression(tokens: TokenStream, {condition = true} = {}): Expression {
  return tokens.nested(() => (condition ? parseCondition(tokens) : parseOr(tokens)))
}

/** A filter without input, as after the target of a block set: `{% set x | upper %}`. */
export function parseBlockFilter(tokens: TokenStream, input: Expression | null): Expression {
  return parseFilter(tokens, input, GRAMMAR)
}

/** One expression, or several with commas: a tuple. */
export function parseTuple(tokens: TokenStream, options?: {condition: boolean}): Expression {
  const {line} = tokens
  const first = parseExpression(tokens, options)
  if (!tokens.isOperator(',')) return first
  const items = [first]
  while (tokens.skipOperator(',')) {
    if (isTupleEnd(tokens)) break
    items.push(parseExpression(tokens, options))
  }
  return {kind: 'tuple', items, line}
}

function isTupleEnd(tokens: TokenStream): boolean {
  const {kind} = tokens.current
  return kind === 'block_end' || kind === 'variable_end' || tokens.isOperator(')')
}

function parseCondition(tokens: TokenStream): Expression {
  let result = parseOr(tokens)
  while (tokens.isName('if')) {
    const {line} = tokens
    tokens.next()
    const test = parseOr(tokens)
    const whenFalse = tokens.skipName('else') ? parseExpression(tokens) : null
    result = {kind: 'condition', test, whenTrue: result, whenFalse, line}
  }
  return result
}

function parseOr(tokens: TokenStream): Expression {
  let left = parseAnd(tokens)
  while (tokens.isName('or')) {
    const {line} = tokens.next()
    left = {kind: 'or', left, right: parseAnd(tokens), line}
  }
  return left
}

function parseAnd(tokens: TokenStream): Expression {
  let left = parseNot(tokens)
  while (tokens.isName('and')) {
    const {line} = tokens.next()
    left = {kind: 'and', left, right: parseNot(tokens), line}
  }
  return left
}

function parseNot(tokens: TokenStream): Expression {
  if (!tokens.isName('not')) return parseComparison(tokens)
  const {line} = tokens.next()
  return {kind: 'not', operand: tokens.nested(() => parseNot(tokens)), line}
}

function parseComparison(tokens: TokenStream): Expression {
  const {line} = tokens
  const first = parseSum(tokens)
  const rest: {operator: CompareOperator; operand: Expression}[] = []
  for (let operator = takeComparison(tokens); operator !== null; operator = takeComparison(tokens)) {
    rest.push({operator, operand: parseSum(tokens)})
  }
  return rest.length === 0 ? first : {kind: 'compare', first, rest, line}
}

const COMPARISONS: ReadonlySet<string> = new Set<CompareOperator>(['==', '!=', '<', '<=', '>', '>='])

function takeComparison(tokens: TokenStream): CompareOperator | null {
  const {current} = tokens
  if (current.kind === 'operator' && COMPARISONS.has(current.value)) {
    tokens.next()
    return current.value as CompareOperator
  }
  if (tokens.skipName('in')) return 'in'
  if (!tokens.isName('not') || !tokens.isName('in', 1)) return null
  tokens.next()
  tokens.next()
  return 'not in'
}

const parseProduct = arithmetic(['*', '/', '//', '%'], (tokens) => parsePower(tokens))
const parseSum = arithmetic(['+', '-'], parseConcat)
const parsePower = arithmetic(['**'], parseSigned)

function arithmetic(operators: ArithmeticOperator[], parseOperand: (tokens: TokenStream) => Expression) {
  return (tokens: TokenStream): Expression => {
    let left = parseOperand(tokens)
    for (;;) {
      const operator = operators.find((each) => tokens.isOperator(each))
      if (operator === undefined) return left
      const {line} = tokens.next()
      left = {kind: 'arithmetic', operator, left, right: parseOperand(tokens), line}
    }
  }
}

function parseConcat(tokens: TokenStream): Expression {
  const {line} = tokens
  const parts = [parseProduct(tokens)]
  while (tokens.skipOperator('~')) parts.push(parseProduct(tokens))
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : {kind: 'concat', parts, line}
}

/** Filters bind weaker than a sign and stronger than everything else: `-1 | abs` is `(-1) | abs`. */
function parseSigned(tokens: TokenStream): Expression {
  return parseFilters(tokens, parseSign(tokens), GRAMMAR)
}

function parseSign(tokens: TokenStream): Expression {
  for (const operator of ['-', '+'] as const) {
    if (!tokens.isOperator(operator)) continue
    const {line} = tokens.next()
    return parsePostfix(
      tokens,
      {kind: 'sign', operator, operand: tokens.nested(() => parseSign(tokens)), line},
      GRAMMAR,
    )
  }
  return parsePostfix(tokens, parsePrimary(tokens, GRAMMAR), GRAMMAR)
}
