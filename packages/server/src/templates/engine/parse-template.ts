import type {Expression, Statement, Target} from './ast.ts'
import {tokenize} from './lexer.ts'
import {parseBlockFilter, parseExpression, parseTuple} from './parse-expression.ts'
import {CONSTANTS} from './parse-primary.ts'
import {TokenStream} from './token-stream.ts'

/** Reads a template. @throws WidgetTemplateError `syntax`, with the line */
export function parseTemplate(source: string): Statement[] {
  const tokens = new TokenStream(tokenize(source))
  return parseBody(tokens, []).body
}

/** Statements up to one of the tags in `ends`, whose name is taken; or to the end of the template. */
function parseBody(tokens: TokenStream, ends: string[]): {body: Statement[]; end: string} {
  const body: Statement[] = []
  for (;;) {
    const {current, line} = tokens
    if (current.kind === 'eof') {
      if (ends.length === 0) return {body, end: ''}
      throw tokens.error(`A block is not closed. Add "{% ${ends.at(-1)} %}"`)
    }
    tokens.next()
    if (current.kind === 'data') {
      body.push({kind: 'text', text: current.value, line})
    } else if (current.kind === 'variable_begin') {
      body.push({kind: 'output', value: parseTuple(tokens), line})
      tokens.expectMark('variable_end')
    } else {
      const name = tokens.expectName('the name of a tag')
      if (ends.includes(name)) return {body, end: name}
      body.push(tokens.nested(() => parseTag(tokens, name, line, ends)))
    }
  }
}

function parseTag(tokens: TokenStream, name: string, line: number, ends: string[]): Statement {
  switch (name) {
    case 'if':
      return parseIf(tokens, line)
    case 'for':
      return parseFor(tokens, line)
    case 'set':
      return parseSet(tokens, line)
    default: {
      const wanted = ends.length > 0 ? ` or "${ends.join('", "')}"` : ''
      throw tokens.error(`Unexpected tag "${name}". Expected "if", "for", "set", "raw"${wanted}`)
    }
  }
}

function parseIf(tokens: TokenStream, line: number): Statement {
  const branches: {test: Expression; body: Statement[]}[] = []
  let end = 'elif'
  while (end === 'elif') {
    const test = parseTuple(tokens, {condition: false})
    tokens.expectMark('block_end')
    const branch = parseBody(tokens, ['elif', 'else', 'endif'])
    branches.push({test, body: branch.body})
    ;({end} = branch)
  }
  const otherwise = end === 'else' ? parseElse(tokens, 'endif') : []
  tokens.expectMark('block_end')
  return {kind: 'if', branches, otherwise, line}
}

function parseFor(tokens: TokenStream, line: number): Statement {
  const target = parseTarget(tokens)
  if (!tokens.skipName('in')) throw tokens.unexpected('"in"')
  const items = parseTuple(tokens, {condition: false})
  const test = tokens.skipName('if') ? parseExpression(tokens) : null
  if (tokens.isName('recursive')) throw tokens.error('Recursive loops are not supported')
  tokens.expectMark('block_end')
  const {body, end} = parseBody(tokens, ['else', 'endfor'])
  const otherwise = end === 'else' ? parseElse(tokens, 'endfor') : []
  tokens.expectMark('block_end')
  return {kind: 'for', target, items, test, body, otherwise, line}
}

function parseElse(tokens: TokenStream, end: string): Statement[] {
  tokens.expectMark('block_end')
  return parseBody(tokens, [end]).body
}

function parseSet(tokens: TokenStream, line: number): Statement {
  const target = parseTarget(tokens)
  if (tokens.skipOperator('=')) {
    const value = parseTuple(tokens)
    tokens.expectMark('block_end')
    return {kind: 'set', target, value, line}
  }
  let filter: Expression | null = null
  while (tokens.isOperator('|')) filter = parseBlockFilter(tokens, filter)
  tokens.expectMark('block_end')
  const {body} = parseBody(tokens, ['endset'])
  tokens.expectMark('block_end')
  return {kind: 'capture', target, filter, body, line}
}

function parseTarget(tokens: TokenStream): Target {
  const first = parseOneTarget(tokens)
  if (!tokens.isOperator(',')) return first
  const targets = [first]
  while (tokens.skipOperator(',')) {
    if (tokens.current.kind !== 'name' && !tokens.isOperator('(')) break
    if (tokens.isName('in')) break
    targets.push(parseOneTarget(tokens))
  }
  return {kind: 'names', targets}
}

function parseOneTarget(tokens: TokenStream): Target {
  if (tokens.skipOperator('(')) {
    const target = tokens.nested(() => parseTarget(tokens))
    tokens.expectOperator(')')
    return target
  }
  const name = tokens.expectName('a name to assign to')
  if (CONSTANTS.has(name)) throw tokens.error(`"${name}" cannot be assigned to`)
  if (!tokens.skipOperator('.')) return {kind: 'name', name}
  return {kind: 'namespace', name, attribute: tokens.expectName('the name of an attribute')}
}
