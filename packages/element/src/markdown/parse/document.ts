import type {Block} from './ast.ts'
import {Machine} from './machine.ts'
import {finishOpen, isUndecided} from './mend.ts'
import {type Definitions, noDefinitions} from './open.ts'

/** The blocks of a text, and what it defines: for good in `definitions`, in its unfinished end in `tail`. */
export type Parsed = {blocks: readonly Block[]; definitions: Definitions; tail: Definitions}

/**
 * Parses a text that grows. Each complete line is read once; an update costs the new lines plus the last, incomplete one. Finished
 * blocks are the same objects from one update to the next.
 */
export class MarkdownDocument {
  #source = ''
  #machine = new Machine()
  /** Offset of the first line that has not been read for good. */
  #lineStart = 0

  /** `streaming`: more may follow, so the end is mended instead of taken literally. */
  update(text: string, streaming = false): Parsed {
    if (!text.startsWith(this.#source)) this.#reset()
    this.#readLines(text)
    this.#source = text
    return this.#finish(text, streaming)
  }

  #reset(): void {
    this.#source = ''
    this.#machine = new Machine()
    this.#lineStart = 0
  }

  #readLines(text: string): void {
    let from = this.#source.length
    for (;;) {
      const end = text.indexOf('\n', from)
      if (end < 0) return
      this.#machine.readLine(withoutReturn(text.slice(this.#lineStart, end)), this.#lineStart)
      this.#lineStart = end + 1
      from = end + 1
    }
  }

  #finish(text: string, streaming: boolean): Parsed {
    const {definitions} = this.#machine
    const fork = this.#machine.fork()
    const last = withoutReturn(text.slice(this.#lineStart))
    const isHeld = streaming && isUndecided(last, fork)
    if (last !== '' && !isHeld) fork.readLine(last, this.#lineStart)
    if (!streaming) return {blocks: fork.finish(), definitions, tail: fork.definitions}
    const blocks = finishOpen(fork, text.length)
    // A link definition that is still being written would send readers to a cut address.
    return {blocks, definitions, tail: {...noDefinitions(), notes: fork.definitions.notes}}
  }
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)
