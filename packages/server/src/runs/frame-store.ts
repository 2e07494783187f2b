/**
 * The frames of one run, numbered from 1, in little room. Nearly all are deltas of one text, which differ in a few characters: those are
 * kept as what they have in common and, for each, what it has not. A delta of 5 characters takes up 14 bytes then instead of 170 (Node 20).
 */
export class FrameStore {
  readonly #blocks: Block[] = []
  #length = 0
  #chars = 0
  /** What the deltas that came last have in common. */
  #pattern: Pattern | undefined
  /** What the last ones have not. They become a block once they are enough, or another frame comes. */
  #open: string[] = []

  /** How many frames there are. */
  get length(): number {
    return this.#length
  }

  /** Characters that are kept for them. */
  get chars(): number {
    return this.#chars
  }

  push(frame: string): void {
    const number = this.#length + 1
    const middle = this.#middleOf(frame, number)
    if (middle === undefined) {
      this.#close()
      this.#blocks.push({before: this.#length, frame})
      this.#chars += frame.length
    } else {
      this.#open.push(copyOf(middle))
      this.#chars += middle.length + SEPARATOR.length
    }
    this.#length = number
    if (this.#open.length === BLOCK_FRAMES) this.#close()
  }

  /** The frames after number `position`, joined: as many as `maxChars` has room for, but at least one if there is one. */
  read(position: number, maxChars: number): {text: string; position: number} {
    let text = ''
    let at = position
    while (at < this.#length) {
      for (const frame of this.#framesFrom(at)) {
        if (text !== '' && text.length + frame.length > maxChars) return {text, position: at}
        text += frame
        at++
      }
    }
    return {text, position: at}
  }

  /** The frames after number `at`, to the end of their block. */
  #framesFrom(at: number): string[] {
    const before = this.#length - this.#open.length
    if (at >= before && this.#pattern !== undefined) return framesOf(this.#pattern, this.#open.slice(at - before), at)
    const block = this.#blocks.findLast(({before}) => before <= at)
    if (block === undefined) return []
    if ('frame' in block) return [block.frame]
    return framesOf(block.pattern, block.middles.split(SEPARATOR).slice(at - block.before), at)
  }

  /** What a frame has not in common with those before it; undefined if that is most of it. */
  #middleOf(frame: string, number: number): string | undefined {
    const middle = this.#pattern && middleOf(this.#pattern, frame, number)
    if (middle !== undefined || number === 1) return middle
    const [previous = ''] = this.#framesFrom(number - 2)
    const pattern = patternOf(previous, frame)
    if (pattern === undefined) return undefined
    this.#close()
    this.#pattern = pattern
    this.#chars += pattern.start.length + pattern.end.length
    this.#reopen(pattern)
    return middleOf(pattern, frame, number)
  }

  /** The frame that a pattern was found by is of it, too. */
  #reopen(pattern: Pattern): void {
    const last = this.#blocks.at(-1)
    const middle = last !== undefined && 'frame' in last ? middleOf(pattern, last.frame, this.#length) : undefined
    if (last === undefined || !('frame' in last) || middle === undefined) return
    this.#blocks.pop()
    this.#open.push(copyOf(middle))
    this.#chars += middle.length + SEPARATOR.length - last.frame.length
  }

  #close(): void {
    if (this.#open.length === 0 || this.#pattern === undefined) return
    const before = this.#length - this.#open.length
    this.#blocks.push({before, pattern: this.#pattern, middles: this.#open.join(SEPARATOR)})
    this.#open = []
  }
}

// More save little more, and cost every reader who comes late.
const BLOCK_FRAMES = 16
const SEPARATOR = '\n'

/** What deltas of one text begin with, after the line with their number, and what they end with. */
interface Pattern {
  start: string
  end: string
}

interface PackedFrames {
  /** How many frames come before these. */
  before: number
  pattern: Pattern
  /** What is between start and end in each, separated. */
  middles: string
}

/** A frame that is like none before it. */
interface SingleFrame {
  before: number
  frame: string
}

type Block = PackedFrames | SingleFrame

/**
 * What is between start and end of a frame, or undefined if it is not of this pattern. By slices: `startsWith`, `endsWith` and `includes`
 * took three times as long, for every delta of every run (Node 20).
 */
function middleOf({start, end}: Pattern, frame: string, number: number): string | undefined {
  const line = numberLine(number)
  const from = line.length + start.length
  const to = frame.length - end.length
  const isOfPattern =
    to >= from &&
    frame.slice(0, line.length) === line &&
    frame.slice(line.length, from) === start &&
    frame.slice(to) === end
  if (!isOfPattern) return undefined
  const middle = frame.slice(from, to)
  return middle.indexOf(SEPARATOR) === -1 ? middle : undefined
}

// V8 copies a slice of up to 12 characters, and lets a longer one keep all of what it is a part of.
const COPIED_CHARS = 12

/** The same text, for itself. */
function copyOf(slice: string): string {
  if (slice.length <= COPIED_CHARS) return slice
  return [slice.slice(0, COPIED_CHARS), slice.slice(COPIED_CHARS)].join('')
}

function framesOf({start, end}: Pattern, middles: readonly string[], before: number): string[] {
  return middles.map((middle, index) => `${numberLine(before + index + 1)}${start}${middle}${end}`)
}

/**
 * What two frames have in common, if that is most of them. It stops at the quotation marks of what they have not, so that two words that
 * begin alike do not make a pattern that the third breaks.
 */
function patternOf(one: string, other: string): Pattern | undefined {
  const [first, second] = [bodyOf(one), bodyOf(other)]
  const shorter = Math.min(first.length, second.length)
  let start = 0
  while (start < shorter && first.charCodeAt(start) === second.charCodeAt(start)) start++
  start = first.lastIndexOf('"', start - 1) + 1
  let end = 0
  while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end++
  if ((start + end) * 3 <= Math.max(first.length, second.length) * 2) return undefined
  const endsFrom = Math.max(first.indexOf('"', first.length - end), first.length - end)
  return {start: copyOf(first.slice(0, start)), end: copyOf(first.slice(endsFrom))}
}

function numberLine(number: number): string {
  return `id: ${number}\n`
}

/** A frame after the line with its number. */
function bodyOf(frame: string): string {
  return frame.slice(frame.indexOf('\n') + 1)
}
