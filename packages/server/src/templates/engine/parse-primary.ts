import type {Expression} from './ast.ts'
import type {Grammar} from './grammar.ts'
import type {TokenStream} from './token-stream.ts'
import type {Value} from './values.ts'
import {makeNumber} from './values.ts'

/** Names that are values. */
export const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
])

/** A literal, a name, or something in brackets. */
export function parsePrimary(tokens: TokenStream, grammar: Grammar): Expression {
  const {current, line} = tokens
  switch (current.kind) {
    case 'name': {
      tokens.next()
      const value = CONSTANTS.get(current.value)
      return value === undefined ? {kind: 'name', name: current.value, line} : {kind: 'const', value, line}
    }
    case 'string':
      return parseText(tokens)
    case 'integer':
    case 'float':
      tokens.next()
      return {kind: 'const', value: makeNumber(current.value, current.kind === 'float'), line}
    case 'operator':
      return parseBrackets(tokens, grammar)
    default:
      throw tokens.unexpected('a value')
  }
}

/** Texts side by side are one. */
function parseText(tokens: TokenStream): Expression {
  const {line} = tokens
  let value = ''
  for (let {current} = tokens; current.kind === 'string'; {current} = tokens) {
    value += current.value
    tokens.next()
  }
  return {kind: 'const', value, line}
}

function parseBrackets(tokens: TokenStream, grammar: Grammar): Expression {
  const {line} = tokens
  if (tokens.skipOperator('(')) {
    if (tokens.skipOperator(')')) return {kind: 'tuple', items: [], line}
    const inside = grammar.tuple(tokens)
    tokens.expectOperator(')')
    return inside
  }
  if (tokens.skipOperator('[')) return {kind: 'list', items: tokens.until(']', () => grammar.expression(tokens)), line}
  if (tokens.skipOperator('{'))
    return {kind: 'dict', entries: tokens.until('}', () => parseEntry(tokens, grammar)), line}
  throw tokens.unexpected('a value')
}

function parseEntry(tokens: TokenStream, grammar: Grammar): [Expression, Expression] {
  const key = grammar.expression(tokens)
  tokens.expectOperator(':')
  return [key, grammar.expression(tokens)]
}
