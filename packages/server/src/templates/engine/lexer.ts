import {WidgetTemplateError} from '../template-error.ts'
import type {Token} from './tokens.ts'
import {unescapeText} from './unescape.ts'

const OPEN = /\{%[-+]?\s*raw\s*(?:-%\}\s*|%\})|\{([{%#])[-+]?/g
const CLOSE_VARIABLE = /-\}\}\s*|\}\}/y
const CLOSE_BLOCK = /\+%\}|-%\}\s*|%\}/y
const CLOSE_COMMENT = /\+#\}|-#\}\s*|#\}/g
const CLOSE_RAW = /\{%([-+]?)\s*endraw\s*(?:\+%\}|-%\}\s*|%\})/g
const SPACE = /\s+/y
const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/y
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y
const NAME = /[\p{ID_Start}_]\p{ID_Continue}*/uy
const STRING = /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/sy
const OPERATOR = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}<>=.:|,;]/y
const CLOSING: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}'}

/**
 * Cuts a template into text and code. Whitespace control, comments and raw blocks are done with here: what comes out is as Jinja's own lexer
 * gives it (Jinja2 3.1.6, lexer.py, default settings).
 */
export function tokenize(source: string): Token[] {
  return new Lexer(source).run()
}

class Lexer {
  readonly #source: string
  readonly #tokens: Token[] = []
  #at = 0
  #line = 1

  constructor(source: string) {
    // One line end at the very end is not part of the output.
    this.#source = source.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '')
  }

  run(): Token[] {
    while (this.#at < this.#source.length) this.#text()
    this.#tokens.push({kind: 'eof', line: this.#line})
    return this.#tokens
  }

  /** Text up to the next tag, and the tag. */
  #text(): void {
    OPEN.lastIndex = this.#at
    const match = OPEN.exec(this.#source)
    if (match === null) {
      this.#data(this.#source.slice(this.#at), '')
      this.#at = this.#source.length
      return
    }
    const [open, kind] = match
    this.#data(this.#source.slice(this.#at, match.index), open.charAt(2))
    const line = this.#line
    this.#skip(match.index + open.length)
    if (kind === undefined) this.#raw()
    else if (kind === '#') this.#comment()
    else this.#code(kind === '{' ? 'variable' : 'block', line)
  }

  #data(text: string, sign: string): void {
    const value = sign === '-' ? text.trimEnd() : text
    if (value !== '') this.#tokens.push({kind: 'data', value, line: this.#line})
    this.#line += countLines(text)
    this.#at += text.length
  }

  /** Moves on to `end`, counting lines. */
  #skip(end: number): void {
    this.#line += countLines(this.#source.slice(this.#at, end))
    this.#at = end
  }

  #comment(): void {
    CLOSE_COMMENT.lastIndex = this.#at
    const match = CLOSE_COMMENT.exec(this.#source)
    if (match === null) throw this.#error('A comment is not closed. Add "#}"')
    this.#skip(match.index + match[0].length)
  }

  #raw(): void {
    CLOSE_RAW.lastIndex = this.#at
    const match = CLOSE_RAW.exec(this.#source)
    if (match === null) throw this.#error('A raw block is not closed. Add "{% endraw %}"')
    this.#data(this.#source.slice(this.#at, match.index), match[1] ?? '')
    this.#skip(match.index + match[0].length)
  }

  #code(kind: 'variable' | 'block', line: number): void {
    this.#tokens.push({kind: `${kind}_begin`, line})
    const close = kind === 'variable' ? CLOSE_VARIABLE : CLOSE_BLOCK
    const open: string[] = []
    for (;;) {
      const {length} = this.#source
      if (this.#at >= length) throw this.#error(`A "${kind === 'variable' ? '{{' : '{%'}" is not closed`)
      // Inside of brackets "}}" closes two dicts.
      const end = open.length === 0 ? this.#match(close) : undefined
      if (end !== undefined) {
        this.#tokens.push({kind: `${kind}_end`, line: this.#line})
        return this.#skip(this.#at + end.length)
      }
      this.#codeToken(open)
    }
  }

  #codeToken(open: string[]): void {
    const line = this.#line
    const found = this.#match(SPACE)
    if (found !== undefined) return this.#skip(this.#at + found.length)
    const text = this.#take(FLOAT) ?? this.#take(INTEGER)
    if (text !== undefined) {
      const digits = text.replaceAll('_', '')
      const kind = /^\d+$|^0[box]/i.test(digits) ? 'integer' : 'float'
      this.#tokens.push({kind, value: Number(digits), line})
      return
    }
    const name = this.#take(NAME)
    if (name !== undefined) {
      this.#tokens.push({kind: 'name', value: name, line})
      return
    }
    const literal = this.#take(STRING)
    if (literal !== undefined) {
      this.#tokens.push({kind: 'string', value: unescapeText(literal.slice(1, -1)), line})
      return
    }
    const operator = this.#take(OPERATOR)
    if (operator === undefined) {
      throw this.#error(`Unexpected character ${JSON.stringify(this.#source.charAt(this.#at))}`)
    }
    this.#balance(operator, open)
    this.#tokens.push({kind: 'operator', value: operator, line})
  }

  #balance(operator: string, open: string[]): void {
    const closing = CLOSING[operator]
    if (closing !== undefined) open.push(closing)
    else if (/^[)\]}]$/.test(operator) && open.pop() !== operator) throw this.#error(`Unexpected "${operator}"`)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#source)?.[0]
  }

  #take(pattern: RegExp): string | undefined {
    const text = this.#match(pattern)
    if (text !== undefined) this.#skip(this.#at + text.length)
    return text
  }

  #error(message: string): WidgetTemplateError {
    return new WidgetTemplateError('syntax', message, {line: this.#line})
  }
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
