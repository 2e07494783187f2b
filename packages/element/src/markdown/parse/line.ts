const TAB = '\t'
const isSpace = (char: string | undefined): boolean => char === ' ' || char === TAB

/** A cursor over one source line that counts columns as CommonMark does: a tab reaches to the next multiple of four. */
export class Line {
  readonly text: string
  /** Offset of the line in the source. */
  readonly base: number
  offset = 0
  column = 0
  /** Offset and column of the next character that is no blank, and the columns from here to there. */
  nonspace = 0
  nonspaceColumn = 0
  indent = 0
  blank = false
  #partialTab = false
  #isScanned = false

  constructor(text: string, base: number) {
    this.text = text
    this.base = base
    this.scan()
  }

  /**
   * Finds the next character that is no blank. Call it after the cursor has moved. Inside blanks that are known only the indent is
   * new, so a line costs its length once however many containers it is in.
   */
  scan(): void {
    if (this.#isScanned && this.offset <= this.nonspace) {
      this.indent = this.nonspaceColumn - this.column
      return
    }
    this.#isScanned = true
    let at = this.offset
    let {column} = this
    for (; isSpace(this.text[at]); at++) column += this.text[at] === TAB ? 4 - (column % 4) : 1
    this.nonspace = at
    this.nonspaceColumn = column
    this.indent = column - this.column
    this.blank = at >= this.text.length
  }

  /** Moves by characters. */
  advance(count: number): void {
    for (let i = 0; i < count && this.offset < this.text.length; i++) {
      this.column += this.text[this.offset] === TAB ? 4 - (this.column % 4) : 1
      this.offset++
    }
    this.#partialTab = false
    this.scan()
  }

  /** Moves by columns, which may end inside a tab. */
  advanceColumns(count: number): void {
    let left = count
    while (left > 0 && this.offset < this.text.length) {
      const width = this.text[this.offset] === TAB ? 4 - (this.column % 4) : 1
      this.#partialTab = width > left
      this.column += Math.min(width, left)
      if (!this.#partialTab) this.offset++
      left -= width
    }
    this.scan()
  }

  advanceToNonspace(): void {
    this.offset = this.nonspace
    this.column = this.nonspaceColumn
    this.#partialTab = false
    this.scan()
  }

  nextIsSpace(): boolean {
    return isSpace(this.text[this.offset])
  }

  /** The rest of the line. A tab that was entered in its middle counts as the spaces that are left of it. */
  rest(): string {
    if (!this.#partialTab) return this.text.slice(this.offset)
    return ' '.repeat(4 - (this.column % 4)) + this.text.slice(this.offset + 1)
  }

  /** The line from its next character that is no blank. */
  content(): string {
    return this.text.slice(this.nonspace)
  }

  get position(): number {
    return this.base + this.offset
  }

  get contentPosition(): number {
    return this.base + this.nonspace
  }

  get end(): number {
    return this.base + this.text.length
  }
}
