import {normalizeLabel, scanDestination, scanLabel, scanTitle, skipBlanks} from '../parse/links.ts'
import type {Resolver, Text} from './ast.ts'
import type {Delimiter} from './delimiters.ts'

/** A `[` or `![` that may become a link or an image. */
export type Bracket = {
  isImage: boolean
  /** Its place among the tokens, and the token itself, emptied once it is used. */
  index: number
  token: Text
  /** Delimiters up to this one are outside. */
  floor: Delimiter | undefined
  /** False inside a link's text, where no further link may be. */
  active: boolean
}

export type Target = {href: string; title: string; end: number}

/** `(destination "title")` at an offset. */
const scanInline = (text: string, from: number): Target | undefined => {
  const start = skipBlanks(text, from + 1)
  const destination = scanDestination(text, start)
  if (!destination) return undefined
  const titleStart = skipBlanks(text, destination.end)
  const title = titleStart > destination.end ? scanTitle(text, titleStart) : undefined
  const end = skipBlanks(text, title?.end ?? destination.end)
  return text[end] === ')' ? {href: destination.value, title: title?.value ?? '', end: end + 1} : undefined
}

/** What stands behind a bracket pair: an address, or a label that is defined. `open` and `close` are the brackets' offsets. */
export const findTarget = (text: string, open: number, close: number, {link}: Resolver): Target | undefined => {
  const after = close + 1
  const inline = text[after] === '(' ? scanInline(text, after) : undefined
  if (inline) return inline
  const second = scanLabel(text, after)
  const first = second ? undefined : scanLabel(text, open)
  const label = second?.value ?? (first?.end === after ? first.value : undefined)
  const definition = label === undefined ? undefined : link(normalizeLabel(label))
  if (!definition) return undefined
  const isCollapsed = !second && text.startsWith('[]', after)
  return {...definition, end: second?.end ?? (isCollapsed ? after + 2 : after)}
}

const HALF_TARGET = /^(?:\(\s*(?:<[^>\n]*|[^\s<][^\s]*)?(?:\s+(?:["'(].*)?)?|\[[^\]]*)?$/s

/** Has the text ended before it says whether a bracket pair is a link? */
export const isHalfTarget = (text: string, close: number): boolean =>
  text.length - close < 2000 && HALF_TARGET.test(text.slice(close + 1))
