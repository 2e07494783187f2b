/** What a stretch of model text turned into: text for the reader, or markers that stood at `index` of that text. */
export type CitationPart = {type: 'text'; text: string} | {type: 'markers'; numbers: number[]; index: number}

/** A number of at most two digits, or a range of them. */
const NUMBER = String.raw`\^?[1-9]\d?(?:\s?[-–]\s?[1-9]\d?)?`
/** At most ten of them. */
const NUMBERS = String.raw`\s?${NUMBER}(?:\s?[,;]\s?${NUMBER}){0,9}\s?`
/** What models that were trained on other systems put after the number: `【1†source】`, `【2†L3-L9】`. */
const TRAIL = '(?:†[^\\]】\\n]{0,40})?'
/** `[1]`, `[1, 2]`, `[1-3]`, `[^1]`, `[[1]]` and `【1】`. */
const MARKER = new RegExp(String.raw`\[\[${NUMBERS}\]\]|\[${NUMBERS}${TRAIL}\]|【${NUMBERS}${TRAIL}】`, 'y')
/** Everything that could still become a marker when more text comes. Wider than MARKER on purpose: waiting is never wrong. */
const UNFINISHED = /(?:\[{1,2}|【)[\s\d,;^–-]*(?:†[^\]】\n]{0,40})?\]{0,2}$/y
/** The most numbers that a range stands for. */
const MAX_RANGE = 10
const MAX_MARKER = 160
/** How far the end of a formula is looked for when something in it looks like a marker. */
const MAX_FORMULA = 400
/** What may stand before a fence on its line: quote marks and list bullets. */
const FENCE_PREFIX = /^[\s>*+-]*(?:\d+[.)]\s*)?$/

/**
 * Takes citation markers out of streamed Markdown. Pure and incremental: however the text is cut into pushes, the parts
 * joined are the same. Code, formulas, escaped brackets and links (`[1](…)`) are left alone.
 */
export class CitationParser {
  #buffer = ''
  #length = 0
  /** Spaces held back: they go when a marker follows ("robots [1]." reads "robots."). */
  #spaces = ''
  #spacesDropped = false
  #atOutputLineStart = true
  /** The line of the source so far, to know what starts one. */
  #line = ''
  #code: {kind: 'span' | 'fence'; mark: string; length: number} | null = null
  /** What would end the formula that may have begun. Whether it has is only asked where something in it looks like a marker. */
  #formula: '$' | '$$' | '\\)' | '\\]' | null = null

  push(delta: string): CitationPart[] {
    this.#buffer += delta
    return this.#run(false)
  }

  /** Gives out what was held back. The parser must not be used afterwards. */
  end(): CitationPart[] {
    return this.#run(true)
  }

  #run(final: boolean): CitationPart[] {
    const parts: CitationPart[] = []
    let text = ''
    const emit = (piece: string): void => {
      if (piece === '') return
      let out = piece
      if (this.#spacesDropped && /^[\p{L}\p{N}]/u.test(out)) out = ` ${out}`
      if (this.#spacesDropped && this.#atOutputLineStart) out = out.trimStart()
      this.#spacesDropped = false
      if (out === '') return
      this.#atOutputLineStart = out.endsWith('\n')
      this.#length += out.length
      text += out
    }
    const source = this.#buffer
    let at = 0
    while (at < source.length) {
      const step = this.#step(source, at, final)
      if (step === null) break
      const raw = source.slice(at, at + step.length)
      at += step.length
      this.#noteLine(raw)
      if (step.numbers !== null) {
        if (this.#spaces !== '' || this.#atOutputLineStart) this.#spacesDropped = true
        this.#spaces = ''
        if (text !== '') parts.push({type: 'text', text})
        text = ''
        parts.push({type: 'markers', numbers: step.numbers, index: this.#length})
      } else if (step.spaces) {
        this.#spaces += raw
      } else {
        const held = this.#spaces
        this.#spaces = ''
        emit(held + raw)
      }
    }
    this.#buffer = source.slice(at)
    if (final) emit(this.#spaces)
    if (text !== '') parts.push({type: 'text', text})
    return parts
  }

  /** One step from `at`: how far to go and what it is, or null when more text is needed to tell. */
  #step(
    source: string,
    at: number,
    final: boolean,
  ): {length: number; numbers: number[] | null; spaces: boolean} | null {
    const char = source[at] ?? ''
    const plain = (length: number) => ({length, numbers: null, spaces: false})
    if (char === '`' || char === '~') return this.#codeMark(source, at, char, final)
    if (this.#code !== null) {
      // A code span cannot run past its paragraph; without this rule a stray backtick would switch citations off for good.
      if (this.#code.kind === 'span' && char === '\n' && this.#line.trim() === '') this.#code = null
      return plain(1)
    }
    if (char === '\\') {
      if (at + 1 === source.length && !final) return null
      this.#noteDelimiter(source.slice(at, at + 2))
      return plain(Math.min(2, source.length - at))
    }
    if (char === '$') return this.#dollar(source, at, final)
    if (char === '\n' && (this.#formula === '$' || this.#line.trim() === '')) this.#formula = null
    if (char === ' ') return {length: 1, numbers: null, spaces: true}
    if (char !== '[' && char !== '【') return plain(runLength(source, at))

    MARKER.lastIndex = at
    const marker = MARKER.exec(source)?.[0]
    if (marker !== undefined) {
      const next = source[at + marker.length]
      if (next === undefined && !final) return null
      const definition = next === ':' && this.#line.trim() === ''
      const inFormula = this.#isInFormula(source, at + marker.length, final)
      if (inFormula === null) return null
      const numbers = inFormula ? null : readNumbers(marker)
      if (numbers === null || next === '(' || definition) return plain(marker.length)
      return {length: marker.length, numbers, spaces: false}
    }
    UNFINISHED.lastIndex = at
    if (!final && source.length - at <= MAX_MARKER && UNFINISHED.test(source)) return null
    return plain(1)
  }

  /** A pair of them, or one that is not before a space or a number, as in "$5", can begin a formula; both can end it. */
  #dollar(source: string, at: number, final: boolean) {
    const next = source[at + 1]
    if (next === undefined && !final) return null
    const mark = next === '$' ? '$$' : '$'
    if (this.#formula === mark) this.#formula = null
    else if (mark === '$$' || /[^\s\d]/.test(next ?? ' ')) this.#formula ??= mark
    return {length: mark.length, numbers: null, spaces: false}
  }

  #noteDelimiter(mark: string): void {
    if (mark === this.#formula) this.#formula = null
    else if (mark === '\\(') this.#formula ??= '\\)'
    else if (mark === '\\[') this.#formula ??= '\\]'
  }

  /** Whether the formula that may have begun does end behind `at`; null when more text is needed to tell. */
  #isInFormula(source: string, at: number, final: boolean): boolean | null {
    if (this.#formula === null) return false
    const rest = source.slice(at, at + MAX_FORMULA)
    const end = rest.indexOf(this.#formula)
    const limit = this.#formula === '$' ? rest.indexOf('\n') : rest.search(/\n[ \t]*\n/)
    if (end !== -1 && (limit === -1 || end < limit)) return true
    if (limit === -1 && rest.length < MAX_FORMULA && !final) return null
    this.#formula = null
    return false
  }

  #codeMark(source: string, at: number, mark: string, final: boolean) {
    let end = at
    while (source[end] === mark) end += 1
    // The run may go on in the next push, and its length decides what it means.
    if (end === source.length && !final) return null
    const length = end - at
    const startsLine = FENCE_PREFIX.test(this.#line)
    const open = this.#code
    if (open === null) {
      if (length >= 3 && startsLine) this.#code = {kind: 'fence', mark, length}
      else if (mark === '`') this.#code = {kind: 'span', mark, length}
    } else if (open.mark === mark) {
      const closes = open.kind === 'fence' ? startsLine && length >= open.length : length === open.length
      if (closes) this.#code = null
    }
    return {length, numbers: null, spaces: false}
  }

  #noteLine(raw: string): void {
    const newline = raw.lastIndexOf('\n')
    const line = newline === -1 ? this.#line + raw : raw.slice(newline + 1)
    // Only the start of a line is ever looked at; a 200 KB line must not be copied for each step.
    this.#line = line.length > 200 ? line.slice(0, 200) : line
  }
}

/** The characters from `at` that need no look: up to the next one with a meaning. */
function runLength(source: string, at: number): number {
  const special = /[`~\\ [【$\n]/g
  special.lastIndex = at + 1
  const found = special.exec(source)
  return (found === null ? source.length : found.index) - at
}

/** The numbers of a marker, ranges written out; null for a range that is none. */
function readNumbers(marker: string): number[] | null {
  const numbers: number[] = []
  for (const [, from = '', to = from] of marker.replace(/†.*/s, '').matchAll(/(\d+)(?:\s?[-–]\s?(\d+))?/g)) {
    const [first, last] = [Number(from), Number(to)]
    if (last < first || last - first >= MAX_RANGE) return null
    for (let number = first; number <= last; number += 1) numbers.push(number)
  }
  return numbers
}
