import type {Expression} from './ast.ts'
import type {TokenStream} from './token-stream.ts'

/** How to parse what stands inside of brackets. */
export interface Grammar {
  expression: (tokens: TokenStream) => Expression
  /** One expression, or several with commas. */
  tuple: (tokens: TokenStream) => Expression
}
