/**
 * What the parser yields. All positions are offsets (UTF-16 units) into the Markdown source, so that a citation's index finds
 * its place. Nodes are never changed once their block is finished, which lets the view skip them by identity.
 */

/** Inline text gathered from one or more source lines, container markers removed. */
export type Run = {
  text: string
  /** Pairs of (offset in `text`, offset in the source), one per line, ascending. */
  map: readonly number[]
  /** The end of a streaming text: more may follow, unfinished syntax is mended. */
  open?: boolean
}

type Span = {start: number; end: number}

export type Paragraph = Span & {type: 'paragraph'; run: Run}
/** `level` is as written; `depth` counts the headings above it in the outline, itself included, so it never skips one. */
export type Heading = Span & {type: 'heading'; level: number; depth: number; run: Run}
export type Rule = Span & {type: 'rule'}
export type Quote = Span & {type: 'quote'; children: readonly Block[]}
/** `closed` is false while the end of the fence may still come. */
export type Code = Span & {type: 'code'; language: string; text: string; closed: boolean}
/** Display mathematics. `pending` while its end has not come. */
export type MathBlock = Span & {type: 'math'; tex: string; pending: boolean}
/** Raw HTML, shown as the text that it is. */
export type Html = Span & {type: 'html'; text: string}
export type Item = Span & {type: 'item'; task: 'done' | 'open' | undefined; children: readonly Block[]}
/** `first` is the number of the first item, undefined for bullets. */
export type List = Span & {type: 'list'; first: number | undefined; loose: boolean; children: readonly Item[]}
export type Align = 'left' | 'center' | 'right' | undefined
export type Row = Span & {type: 'row'; cells: readonly Run[]}
export type Table = Span & {type: 'table'; align: readonly Align[]; head: Row; rows: readonly Row[]}
/** A footnote's text. It is shown below the whole text, so it is no block of the place where it stands. */
export type Note = Span & {type: 'note'; label: string; children: readonly Block[]}

export type Block = Paragraph | Heading | Rule | Quote | Code | MathBlock | Html | Item | List | Table

export type LinkDefinition = {href: string; title: string}

/** Offset in the source of an offset in the run's text. */
export const toSource = ({map}: Run, offset: number): number => {
  let low = 0
  let high = map.length / 2 - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((map[middle * 2] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return (map[low * 2 + 1] ?? 0) + offset - (map[low * 2] ?? 0)
}

/** Offset in the run's text of an offset in the source, clamped to the run. */
export const fromSource = ({map, text}: Run, source: number): number => {
  let offset = 0
  for (let i = 0; i < map.length && (map[i + 1] ?? 0) <= source; i += 2) {
    const lineEnd = i + 2 < map.length ? (map[i + 2] ?? 0) - 1 : text.length
    offset = Math.min((map[i] ?? 0) + source - (map[i + 1] ?? 0), lineEnd)
  }
  return offset
}

/** The part of a run from `from` to `to`, with its places in the source. */
export const sliceRun = (run: Run, from: number, to = run.text.length): Run => {
  const map: number[] = [0, toSource(run, from)]
  for (let i = 0; i < run.map.length; i += 2) {
    const at = run.map[i] ?? 0
    if (at > from && at < to) map.push(at - from, run.map[i + 1] ?? 0)
  }
  return {text: run.text.slice(from, to), map}
}
