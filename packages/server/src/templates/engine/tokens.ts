/** Where a template changes between text and code. */
export type MarkKind = 'variable_begin' | 'variable_end' | 'block_begin' | 'block_end' | 'eof'

/** One piece of a template. */
export type Token =
  | {kind: MarkKind; line: number}
  | {kind: 'data' | 'name' | 'string' | 'operator'; value: string; line: number}
  | {kind: 'integer' | 'float'; value: number; line: number}

/** A token, as an error message names it. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case 'eof':
      return 'the end of the template'
    case 'variable_begin':
      return '"{{"'
    case 'variable_end':
      return '"}}"'
    case 'block_begin':
      return '"{%"'
    case 'block_end':
      return '"%}"'
    case 'data':
      return 'text'
    case 'string':
      return `the text ${JSON.stringify(token.value)}`
    default:
      return `"${token.value}"`
  }
}
