import type {InlineMath} from './ast.ts'

/** Longest formula inside a paragraph. A dollar sign without a partner is looked after no further. */
const MAX_FORMULA = 1000

const WORD = /[\p{L}\p{N}]/u

/** "10 dollars, or" between two dollar signs is a price and a sentence. */
const isCurrency = (tex: string): boolean =>
  /^[\d.,]+(?:[kKmMbB%]|\s|$|[,;])/.test(tex) && /\p{L}{2,}|^[\d.,\s]+[,;]/u.test(tex) && !/[\\^_={}]/.test(tex)

export type MathScan =
  | {kind: 'math'; node: InlineMath}
  /** The text ends before the formula does. */
  | {kind: 'unfinished'; tex: string}
  | {kind: 'none'}

const NONE: MathScan = {kind: 'none'}

const found = (text: string, start: number, from: number, to: number, width: number, display: boolean): MathScan => {
  const tex = text.slice(from, to).trim()
  return tex === '' ? NONE : {kind: 'math', node: {type: 'math', start, end: to + width, tex, display, pending: false}}
}

/** `$…$`, as Pandoc has it: no blank inside either sign, no digit after the second, and no price. */
export const scanDollar = (text: string, start: number, limit: number): MathScan => {
  if (/\s/.test(text[start + 1] ?? ' ') || (start > 0 && WORD.test(text.charAt(start - 1)))) {
    return start + 1 >= limit ? {kind: 'unfinished', tex: ''} : NONE
  }
  const stop = Math.min(limit, start + MAX_FORMULA)
  for (let i = start + 1; i < stop; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '$') {
      const tex = text.slice(start + 1, i)
      const closes = !/\s$/.test(tex) && !(i + 1 < limit && WORD.test(text.charAt(i + 1))) && !isCurrency(tex)
      return closes ? found(text, start, start + 1, i, 1, false) : NONE
    }
  }
  return stop === limit ? {kind: 'unfinished', tex: text.slice(start + 1, limit)} : NONE
}

/** A formula between marks of two characters: `$$…$$`, `\(…\)`, `\[…\]`. */
export const scanMarked = (text: string, start: number, limit: number, closer: string): MathScan => {
  const stop = Math.min(limit, start + MAX_FORMULA * 2)
  const end = text.slice(start + 2, stop).indexOf(closer)
  if (end < 0) return stop === limit ? {kind: 'unfinished', tex: text.slice(start + 2, limit)} : NONE
  return found(text, start, start + 2, start + 2 + end, 2, closer !== String.raw`\)`)
}

/** Does unfinished text after a dollar sign look like a formula, so that it is better held back than shown? */
export const looksLikeMath = (tex: string): boolean =>
  /^[^\s\d]/.test(tex) && (/[\\^_={}]/.test(tex) || tex.length <= 12)
