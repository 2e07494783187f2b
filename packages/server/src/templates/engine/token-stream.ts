import {WidgetTemplateError} from '../template-error.ts'
import type {Token} from './tokens.ts'
import {describeToken} from './tokens.ts'

/** How deeply expressions and blocks may nest. */
const MAX_DEPTH = 100

/** A place in a list of tokens. */
export class TokenStream {
  readonly #tokens: Token[]
  #at = 0
  #depth = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  get current(): Token {
    return this.peek(0)
  }

  get line(): number {
    return this.current.line
  }

  peek(offset: number): Token {
    // The list ends with an `eof`, which stands for everything after it.
    return this.#tokens[Math.min(this.#at + offset, this.#tokens.length - 1)] ?? {kind: 'eof', line: 1}
  }

  next(): Token {
    const token = this.current
    this.#at += 1
    return token
  }

  isOperator(value: string): boolean {
    const {current} = this
    return current.kind === 'operator' && current.value === value
  }

  isName(value: string, offset = 0): boolean {
    const token = this.peek(offset)
    return token.kind === 'name' && token.value === value
  }

  skipOperator(value: string): boolean {
    const found = this.isOperator(value)
    if (found) this.next()
    return found
  }

  skipName(value: string): boolean {
    const found = this.isName(value)
    if (found) this.next()
    return found
  }

  expectOperator(value: string): void {
    if (!this.skipOperator(value)) throw this.unexpected(`"${value}"`)
  }

  expectName(what: string): string {
    const {current} = this
    if (current.kind !== 'name') throw this.unexpected(what)
    this.next()
    return current.value
  }

  expectMark(kind: 'block_end' | 'variable_end'): void {
    if (this.current.kind !== kind) throw this.unexpected(kind === 'block_end' ? '"%}"' : '"}}"')
    this.next()
  }

  /** Parts with commas between them, and perhaps one after the last, up to the operator `end`. */
  until<T>(end: string, parse: () => T): T[] {
    const parts: T[] = []
    while (!this.skipOperator(end)) {
      if (parts.length > 0) {
        this.expectOperator(',')
        if (this.skipOperator(end)) break
      }
      parts.push(parse())
    }
    return parts
  }

  /** Parses something that may contain itself. */
  nested<T>(parse: () => T): T {
    if (this.#depth >= MAX_DEPTH) throw this.error(`The template nests more than ${MAX_DEPTH} levels deep`)
    this.#depth += 1
    const result = parse()
    this.#depth -= 1
    return result
  }

  unexpected(wanted: string): WidgetTemplateError {
    return this.error(`Expected ${wanted}, found ${describeToken(this.current)}`)
  }

  error(message: string): WidgetTemplateError {
    return new WidgetTemplateError('syntax', message, {line: this.line})
  }
}
