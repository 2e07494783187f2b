import type {Run} from '../parse/ast.ts'
import type {Resolver} from './ast.ts'
import {InlineParser, type Piece} from './parser.ts'

/** Nodes of a run. A very long run comes in pieces; finished ones are the same objects when it has grown. */
export class RunParser {
  /** Characters that have been read, for benchmarks: it must grow in step with the text. */
  charactersRead = 0
  readonly #resolver: Resolver
  #text = ''
  #source = -1
  #finished: Piece[] = []

  constructor(resolver: Resolver) {
    this.#resolver = resolver
  }

  /** Call it when labels have got another meaning. */
  forget(): void {
    this.#finished = []
  }

  parse({text, map, open = false}: Run): readonly Piece[] {
    const source = map[1] ?? 0
    const pieces = this.#isGrown(text, source) ? this.#finished.slice() : []
    let at = pieces.at(-1)?.end ?? 0
    do {
      const piece = new InlineParser(text, at, open, this.#resolver).parse()
      this.charactersRead += piece.end - at
      pieces.push(piece)
      at = piece.end
    } while (at < text.length)
    if (pieces.length > 1) {
      this.#text = text
      this.#source = source
      this.#finished = pieces.slice(0, -1)
    }
    return pieces
  }

  /** Is this the long run of last time, or one that begins with all its finished pieces? */
  #isGrown(text: string, source: number): boolean {
    const end = this.#finished.at(-1)?.end ?? 0
    return end > 0 && source === this.#source && text.startsWith(this.#text.slice(0, end))
  }
}
