/**
 * Scanners for the parts of links: CommonMark 0.31, §6.3 and §4.7. Each takes a text and an offset and returns what it read with
 * the offset after it, or undefined. All are linear and look at a bounded stretch.
 */
import {unescapeText} from '../inline/entities.ts'

type Scanned = {value: string; end: number}

const MAX_LABEL = 999
const MAX_DESTINATION = 4000
const MAX_TITLE = 1000
const MAX_PARENS = 32

/** Labels match without regard to case and to how their blanks are written. */
export const normalizeLabel = (label: string): string =>
  label.trim().replaceAll(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase()

/** `[label]`, from its bracket. The value is the label as written. */
export const scanLabel = (text: string, from: number): Scanned | undefined => {
  if (text[from] !== '[') return undefined
  const limit = Math.min(text.length, from + MAX_LABEL + 2)
  for (let i = from + 1; i < limit; i++) {
    const char = text[i]
    if (char === '\\') i++
    else if (char === '[') return undefined
    else if (char === ']') {
      const value = text.slice(from + 1, i)
      return value.trim() === '' ? undefined : {value, end: i + 1}
    }
  }
  return undefined
}

const scanPointy = (text: string, from: number): Scanned | undefined => {
  const limit = Math.min(text.length, from + MAX_DESTINATION)
  for (let i = from + 1; i < limit; i++) {
    const char = text[i]
    if (char === '\\') i++
    else if (char === '<' || char === '\n') return undefined
    else if (char === '>') return {value: unescapeText(text.slice(from + 1, i)), end: i + 1}
  }
  return undefined
}

/** A destination, `<in angle brackets>` or bare with balanced parentheses. */
export const scanDestination = (text: string, from: number): Scanned | undefined => {
  if (text[from] === '<') return scanPointy(text, from)
  const limit = Math.min(text.length, from + MAX_DESTINATION)
  let depth = 0
  let i = from
  for (; i < limit; i++) {
    const char = text.charCodeAt(i)
    if (char === 92 && i + 1 < limit && !isBlank(text.charCodeAt(i + 1))) i++
    else if (char === 40) {
      if (++depth > MAX_PARENS) return undefined
    } else if (char === 41) {
      if (depth-- === 0) break
    } else if (char <= 32 || char === 127) break
  }
  if (i === limit && limit < text.length) return undefined
  if (depth > 0) return undefined
  return {value: unescapeText(text.slice(from, i)), end: i}
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10

const CLOSERS: Readonly<Record<string, string>> = {'"': '"', "'": "'", '(': ')'}

/** A title in quotes or parentheses. */
export const scanTitle = (text: string, from: number): Scanned | undefined => {
  const closer = CLOSERS[text[from] ?? '']
  if (!closer) return undefined
  const limit = Math.min(text.length, from + MAX_TITLE)
  for (let i = from + 1; i < limit; i++) {
    const char = text[i]
    if (char === '\\') i++
    else if (char === closer) return {value: unescapeText(text.slice(from + 1, i)), end: i + 1}
    else if (char === '(' && closer === ')') return undefined
  }
  return undefined
}

/** The offset after blanks with at most one line break. */
export const skipBlanks = (text: string, from: number): number => {
  let i = from
  let lineBreaks = 0
  for (; i < text.length && isBlank(text.charCodeAt(i)); i++) {
    if (text[i] === '\n' && ++lineBreaks > 1) break
  }
  return i
}
