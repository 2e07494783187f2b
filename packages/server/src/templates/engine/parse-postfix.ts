import type {Arguments, Expression, Slice} from './ast.ts'
import {FUNCTION_NAMES, isFunctionName, isMethodName, METHOD_NAMES} from './calls.ts'
import {FILTER_NAMES, isFilterName} from './filters.ts'
import type {Grammar} from './grammar.ts'
import {isTestName, TEST_NAMES} from './tests.ts'
import type {TokenStream} from './token-stream.ts'
import {makeNumber} from './values.ts'

/** What follows a value directly: `.name`, `[key]`, `[from:to]`, `(arguments)`. */
export function parsePostfix(tokens: TokenStream, start: Expression, grammar: Grammar): Expression {
  let value = start
  for (;;) {
    if (tokens.isOperator('.')) value = parseAttribute(tokens, value)
    else if (tokens.isOperator('[')) value = parseSubscript(tokens, value, grammar)
    else if (tokens.isOperator('(')) value = parseCall(tokens, value, grammar)
    else return value
  }
}

/** Filters and tests: `| name(arguments)`, `is not name`. */
export function parseFilters(tokens: TokenStream, start: Expression, grammar: Grammar): Expression {
  let value = start
  for (;;) {
    if (tokens.isOperator('|')) value = parseFilter(tokens, value, grammar)
    else if (tokens.isName('is')) value = parseTest(tokens, value)
    else return value
  }
}

/** One filter. Its input is null in `{% set x | upper %}`. */
export function parseFilter(tokens: TokenStream, input: Expression | null, grammar: Grammar): Expression {
  const {line} = tokens.next()
  const name = tokens.expectName('the name of a filter')
  if (!isFilterName(name)) {
    throw tokens.error(`There is no filter "${name}" here. Filters: ${FILTER_NAMES.join(', ')}`)
  }
  const args = tokens.isOperator('(') ? parseArguments(tokens, grammar) : {positional: [], named: []}
  return {kind: 'filter', name, input, args, line}
}

function parseTest(tokens: TokenStream, input: Expression): Expression {
  const {line} = tokens.next()
  const negated = tokens.skipName('not')
  const name = tokens.expectName('the name of a test')
  if (!isTestName(name)) throw tokens.error(`There is no test "${name}" here. Tests: ${TEST_NAMES.join(', ')}`)
  if (tokens.isName('is')) throw tokens.error('Tests with "is" cannot follow each other. Join them with "and"')
  return {kind: 'test', name, input, negated, line}
}

function parseAttribute(tokens: TokenStream, object: Expression): Expression {
  const {line} = tokens.next()
  const {current} = tokens
  if (current.kind === 'integer') {
    tokens.next()
    return {kind: 'item', object, key: {kind: 'const', value: makeNumber(current.value), line}, line}
  }
  return {kind: 'attribute', object, name: tokens.expectName('a name or a number'), line}
}

function parseSubscript(tokens: TokenStream, object: Expression, grammar: Grammar): Expression {
  const {line} = tokens.next()
  const start = tokens.isOperator(':') ? null : grammar.expression(tokens)
  if (start !== null && tokens.skipOperator(']')) return {kind: 'item', object, key: start, line}
  tokens.expectOperator(':')
  const slice: Slice = {
    start,
    stop: parseBound(tokens, grammar),
    step: tokens.skipOperator(':') ? parseBound(tokens, grammar) : null,
  }
  tokens.expectOperator(']')
  return {kind: 'slice', object, slice, line}
}

function parseBound(tokens: TokenStream, grammar: Grammar): Expression | null {
  return tokens.isOperator(':') || tokens.isOperator(']') ? null : grammar.expression(tokens)
}

/** Only what is known can be called: nothing in the data is a function. */
function parseCall(tokens: TokenStream, callee: Expression, grammar: Grammar): Expression {
  const {line} = callee
  if (callee.kind === 'name' && isFunctionName(callee.name)) {
    return {kind: 'function', name: callee.name, args: parseArguments(tokens, grammar), line}
  }
  if (callee.kind === 'attribute' && isMethodName(callee.name)) {
    return {kind: 'method', object: callee.object, name: callee.name, args: parseArguments(tokens, grammar), line}
  }
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? `"${callee.name}"` : 'This'
  const allowed = [...FUNCTION_NAMES, ...METHOD_NAMES.map((method) => `.${method}`)].join(', ')
  throw tokens.error(`${name} cannot be called. Calls: ${allowed}`)
}

function parseArguments(tokens: TokenStream, grammar: Grammar): Arguments {
  tokens.next()
  const args: Arguments = {positional: [], named: []}
  tokens.until(')', () => {
    const {current} = tokens
    const after = tokens.peek(1)
    if (current.kind === 'name' && after.kind === 'operator' && after.value === '=') {
      tokens.next()
      tokens.next()
      args.named.push([current.value, grammar.expression(tokens)])
    } else if (args.named.length > 0) {
      throw tokens.error('An argument without a name cannot follow one with a name')
    } else {
      args.positional.push(grammar.expression(tokens))
    }
  })
  return args
}
