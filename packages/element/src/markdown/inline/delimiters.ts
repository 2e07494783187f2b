/** Runs of `*`, `_` and `~~`, and how they pair: CommonMark 0.31, §6.2 and its appendix "process emphasis". */
export type Delimiter = {
  type: 'delimiter'
  char: string
  start: number
  /** Length as written; `left` is what has not been used. */
  length: number
  left: number
  canOpen: boolean
  canClose: boolean
  /** Marks used to open, the innermost first, and to close, in order: 1 is emphasis, 2 is strong (or strikethrough). */
  opens: number[]
  closes: number[]
  previous: Delimiter | undefined
  next: Delimiter | undefined
}

const SPACE = /\s/
const PUNCTUATION = /[\p{P}\p{S}]/u
// Chinese, Japanese and Korean text has no spaces beside its punctuation, so the rules for words would leave `**「…」**` unread.
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]/u

const codePointBefore = (text: string, at: number): string => {
  const low = text.charCodeAt(at - 1)
  const isPair = low >= 0xdc00 && low <= 0xdfff && at > 1
  return text.slice(isPair ? at - 2 : at - 1, at)
}

const codePointAt = (text: string, at: number): string =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 32) : ''

const isSpace = (char: string): boolean => char === '' || SPACE.test(char)

/** What a run of delimiters at this place can do, judged by the characters on its sides. */
export const readDelimiter = (text: string, start: number, length: number): Delimiter => {
  const char = text.charAt(start)
  const before = start > 0 ? codePointBefore(text, start) : ''
  const after = codePointAt(text, start + length)
  const [spaceBefore, spaceAfter] = [isSpace(before), isSpace(after)]
  const [markBefore, markAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)]
  const [cjkBefore, cjkAfter] = [CJK.test(before), CJK.test(after)]
  const isLeft = !spaceAfter && (!markAfter || cjkAfter || spaceBefore || markBefore || cjkBefore)
  const isRight = !spaceBefore && (!markBefore || cjkBefore || spaceAfter || markAfter || cjkAfter)
  const isWordy = char === '_'
  return {
    type: 'delimiter',
    char,
    start,
    length,
    left: length,
    canOpen: isLeft && (!isWordy || !isRight || markBefore),
    canClose: isRight && (!isWordy || !isLeft || markAfter),
    opens: [],
    closes: [],
    previous: undefined,
    next: undefined,
  }
}

/** The delimiters that have not found their other half, in order. */
export class DelimiterStack {
  top: Delimiter | undefined
  #bottom: Delimiter | undefined

  push(delimiter: Delimiter): void {
    delimiter.previous = this.top
    if (this.top) this.top.next = delimiter
    else this.#bottom = delimiter
    this.top = delimiter
  }

  /** Pairs what is above `floor`, leaving what is below alone. */
  pair(floor?: Delimiter): void {
    const searched = new Map<string, Delimiter | undefined>()
    let closer = floor ? floor.next : this.#bottom
    while (closer) {
      const current: Delimiter = closer
      if (!current.canClose) {
        closer = current.next
        continue
      }
      const key = `${current.char}${current.canOpen}${current.length % 3}`
      const opener = findOpener(current, searched.has(key) ? searched.get(key) : floor)
      if (opener) {
        this.#join(opener, current)
        closer = current.left === 0 ? current.next : current
        if (current.left === 0) this.#remove(current)
      } else {
        searched.set(key, current.previous)
        closer = current.next
        if (!current.canOpen) this.#remove(current)
      }
    }
  }

  /**
   * Hides a single mark at the end of an unfinished text where two would be needed to close: the other is on its way. `end` is the
   * offset at which the text stops.
   */
  hideHalf(end: number): void {
    const {top} = this
    if (!top || top.length !== 1 || top.start + 1 !== end) return
    let opener = top.previous
    while (opener && !(opener.canOpen && opener.char === top.char)) opener = opener.previous
    if (!opener || opener.left < 2) return
    top.left = 0
    this.#remove(top)
  }

  /** Drops everything above `floor`; what is unpaired there is text. */
  clear(floor?: Delimiter): void {
    this.top = floor
    if (floor) floor.next = undefined
    else this.#bottom = undefined
  }

  [Symbol.iterator](): Iterator<Delimiter> {
    let at = this.#bottom
    return {
      next: () => {
        const value = at
        at = at?.next
        return value ? {value, done: false} : {value: undefined, done: true}
      },
    }
  }

  #join(opener: Delimiter, closer: Delimiter): void {
    const used = closer.left >= 2 && opener.left >= 2 ? 2 : 1
    opener.left -= used
    closer.left -= used
    opener.opens.push(used)
    closer.closes.push(used)
    opener.next = closer
    closer.previous = opener
    if (opener.left === 0) this.#remove(opener)
  }

  #remove({previous, next}: Delimiter): void {
    if (previous) previous.next = next
    else this.#bottom = next
    if (next) next.previous = previous
    else this.top = previous
  }
}

const findOpener = (closer: Delimiter, floor: Delimiter | undefined): Delimiter | undefined => {
  let opener = closer.previous
  for (; opener && opener !== floor; opener = opener.previous) {
    if (opener.char === closer.char && opener.canOpen && !isOddPair(opener, closer)) return opener
  }
  return undefined
}

/** The "multiple of 3" rule, which makes `**a*b**` strong around a plain star. */
const isOddPair = (opener: Delimiter, closer: Delimiter): boolean =>
  (closer.canOpen || opener.canClose) && closer.length % 3 !== 0 && (opener.length + closer.length) % 3 === 0
