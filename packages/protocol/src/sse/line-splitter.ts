/**
 * Cuts text into lines that end in LF, CR or CRLF, however the text is cut into pieces.
 *
 * Each character is looked at a bounded number of times: an unfinished line is kept as a list of pieces and joined once, and the
 * next CR is searched for only after the last one found has been passed.
 */
export class LineSplitter {
  readonly #onLine: (line: string) => void
  #pieces: string[] = []
  #pendingLength = 0
  #endedInCr = false

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  /** Length of the unfinished line, in UTF-16 code units. */
  get pendingLength(): number {
    return this.#pendingLength
  }

  push(text: string): void {
    if (text === '') return
    // A CR ends its line at once; the LF of a CRLF may only come with the next piece.
    let start = this.#endedInCr && text.startsWith('\n') ? 1 : 0
    this.#endedInCr = text.endsWith('\r')
    let cr = indexOrEnd(text, '\r', start)
    let lf = indexOrEnd(text, '\n', start)
    while (cr < text.length || lf < text.length) {
      const end = Math.min(cr, lf)
      this.#finishLine(text.slice(start, end))
      start = end === cr && lf === cr + 1 ? end + 2 : end + 1
      if (cr < start) cr = indexOrEnd(text, '\r', start)
      if (lf < start) lf = indexOrEnd(text, '\n', start)
    }
    if (start < text.length) this.#keep(text.slice(start))
  }

  /** Forgets the unfinished line. */
  clear(): void {
    this.#pieces = []
    this.#pendingLength = 0
  }

  #keep(piece: string): void {
    this.#pieces.push(piece)
    this.#pendingLength += piece.length
  }

  #finishLine(tail: string): void {
    if (this.#pieces.length === 0) return this.#onLine(tail)
    const line = this.#pieces.join('') + tail
    this.clear()
    this.#onLine(line)
  }
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from)
  return index === -1 ? text.length : index
}
