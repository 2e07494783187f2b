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
    const [first] = this.#tail
    if (this.#tail.length === MAX_BLOCK_FRAMES || (first !== undefined && !areAlike(first, frame))) this.#pack()
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
    const block = pack(this.#tail, this.#packed)
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

function pack(frames: string[], before: number): Block {
  const plain = {before, frames}
  if (frames.length === 1) return plain
  const bodies = frames.map(withoutNumber)
  const numbered = frames.every((frame, index) => frame.startsWith(numberLine(before + index + 1)))
  const start = bodies.reduce(commonStart)
  const rests = bodies.map((body) => body.slice(start.length))
  const end = rests.reduce(commonEnd)
  const middles = rests.map((rest) => rest.slice(0, rest.length - end.length))
  if (!numbered || middles.some((middle) => middle.includes(SEPARATOR))) return plain
  return {before, start: copy(start), middles: middles.join(SEPARATOR), end: copy(end)}
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

function withoutNumber(frame: string): string {
  return frame.slice(frame.indexOf('\n') + 1)
}

function areAlike(a: string, b: string): boolean {
  const from = a.indexOf('\n') + 1
  return b.startsWith(a.slice(from, from + ALIKE_CHARS), b.indexOf('\n') + 1)
}

function commonStart(a: string, b: string): string {
  if (b.startsWith(a)) return a
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return a.slice(0, length)
}

function commonEnd(a: string, b: string): string {
  if (b.endsWith(a)) return a
  let length = 0
  while (length < a.length && a.at(-1 - length) === b.at(-1 - length)) length++
  return a.slice(a.length - length)
}

/** A slice would keep all of the frame that it is a part of. */
function copy(slice: string): string {
  return Array.from(slice).join('')
}
