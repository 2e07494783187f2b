/**
 * The frames of one run, numbered from 1, in little room. Nearly all are deltas of one text, which differ in a few characters: a block of
 * those is kept as what they have in common and one string of what they have not. A delta of 5 characters takes up 10 bytes then instead
 * of 170 (Node 20).
 */
export class FrameStore {
  readonly #blocks: Block[] = []
  /** The last ones, not packed yet. Live readers are here. */
  #tail: string[] = []
  /** How many come before the tail. */
  #packed = 0
  /** What those of the tail all begin with. */
  #beginning = ''
  #chars = 0

  /** How many frames there are. */
  get length(): number {
    return this.#packed + this.#tail.length
  }

  /** Characters that are kept for them. */
  get chars(): number {
    return this.#chars
  }

  push(frame: string): void {
    const bodyAt = bodyOf(frame)
    const {length} = this.#tail
    if (length === 0 || length === MAX_BLOCK_FRAMES || !frame.startsWith(this.#beginning, bodyAt)) {
      this.#pack()
      this.#beginning = frame.slice(bodyAt, bodyAt + ALIKE_CHARS)
    }
    this.#tail.push(frame)
    this.#chars += frame.length
  }

  /** The frames after number `position`, joined: as many as `maxChars` has room for, but at least one if there is one. */
  read(position: number, maxChars: number): {text: string; position: number} {
    let text = ''
    let at = position
    while (at < this.length) {
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
    if (at >= this.#packed) return this.#tail.slice(at - this.#packed)
    const block = this.#blocks.findLast(({before}) => before <= at)
    return block === undefined ? [] : unpack(block).slice(at - block.before)
  }

  #pack(): void {
    if (this.#tail.length === 0) return
    const block = pack(this.#tail, this.#packed, this.#blocks.at(-1))
    this.#blocks.push(block)
    this.#chars += sizeOf(block) - lengthOf(this.#tail)
    this.#packed += this.#tail.length
    this.#tail = []
  }
}

// More save little more, and cost every reader who comes late.
const MAX_BLOCK_FRAMES = 16
// The type of an event and most of the id of its item.
const ALIKE_CHARS = 64
const SEPARATOR = '\n'

type Block = PlainBlock | PackedBlock

/** Frames as they are. */
interface PlainBlock {
  /** How many frames come before these. */
  before: number
  frames: string[]
}

interface PackedBlock {
  before: number
  /** What each begins with, after its number. */
  start: string
  /** What is between start and end in each, separated. */
  middles: string
  end: string
}

// Few passes and few slices: this is a third of what a delta of a run costs.
function pack(frames: string[], before: number, previous: Block | undefined): Block {
  const plain = {before, frames}
  const [first = '', ...others] = frames
  if (others.length === 0) return plain
  let start = first.slice(bodyOf(first))
  let end = start
  let shortest = start.length
  for (const frame of others) {
    const bodyAt = bodyOf(frame)
    if (!frame.startsWith(start, bodyAt)) start = commonStart(start, frame, bodyAt)
    if (!frame.endsWith(end)) end = commonEnd(end, frame)
    shortest = Math.min(shortest, frame.length - bodyAt)
  }
  end = end.slice(Math.max(0, start.length + end.length - shortest))
  const middles: string[] = []
  for (const [index, frame] of frames.entries()) {
    const bodyAt = bodyOf(frame)
    const middle = frame.slice(bodyAt + start.length, frame.length - end.length)
    if (middle.includes(SEPARATOR) || !frame.startsWith(numberLine(before + index + 1))) return plain
    middles.push(middle)
  }
  const packed = {before, start, middles: middles.join(SEPARATOR), end}
  // A slice keeps all of the frame that it is a part of: one for all blocks of a text, not one for each.
  const isLikeBefore = previous !== undefined && 'start' in previous && previous.start === start && previous.end === end
  return isLikeBefore ? {...packed, start: previous.start, end: previous.end} : packed
}

function unpack(block: Block): string[] {
  if ('frames' in block) return block.frames
  const {before, start, middles, end} = block
  return middles.split(SEPARATOR).map((middle, index) => `${numberLine(before + index + 1)}${start}${middle}${end}`)
}

function sizeOf(block: Block): number {
  return 'frames' in block ? lengthOf(block.frames) : block.start.length + block.middles.length + block.end.length
}

function lengthOf(frames: readonly string[]): number {
  return frames.reduce((sum, {length}) => sum + length, 0)
}

function numberLine(number: number): string {
  return `id: ${number}\n`
}

/** Where a frame's body begins, after the line with its number. */
function bodyOf(frame: string): number {
  return frame.indexOf('\n') + 1
}

/** How much of `start` a frame's body begins with. */
function commonStart(start: string, frame: string, bodyAt: number): string {
  let length = 0
  while (length < start.length && start.charCodeAt(length) === frame.charCodeAt(bodyAt + length)) length++
  return start.slice(0, length)
}

/** How much of `end` a frame ends with. */
function commonEnd(end: string, frame: string): string {
  let length = 0
  while (length < end.length && end.charCodeAt(end.length - 1 - length) === frame.charCodeAt(frame.length - 1 - length))
    length++
  return end.slice(end.length - length)
}
