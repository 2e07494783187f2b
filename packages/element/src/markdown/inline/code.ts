/** Finds the end of code spans in time linear in the text, however many backticks have no partner. */
export class BacktickIndex {
  readonly #runs = new Map<number, number[]>()
  readonly #next = new Map<number, number>()

  constructor(text: string, from: number, to: number) {
    for (let i = text.indexOf('`', from); i >= 0 && i < to; i = text.indexOf('`', i)) {
      const start = i
      while (i < to && text[i] === '`') i++
      const starts = this.#runs.get(i - start)
      if (starts) starts.push(start)
      else this.#runs.set(i - start, [start])
    }
  }

  /** The start of the first run of exactly `length` backticks at or after `from`, or -1. Ask with rising offsets. */
  find(length: number, from: number): number {
    const starts = this.#runs.get(length) ?? []
    let i = this.#next.get(length) ?? 0
    while (i < starts.length && (starts[i] ?? 0) < from) i++
    this.#next.set(length, i)
    return starts[i] ?? -1
  }
}

/** A code span's text: line ends are blanks, and one blank on either side is only there for the backticks' sake. */
export const trimCode = (raw: string): string => {
  const text = raw.replaceAll('\n', ' ')
  const isPadded = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== ''
  return isPadded ? text.slice(1, -1) : text
}
