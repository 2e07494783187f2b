/** Inline code and formulas are kept as they are; everything else of the indexed text is plain. */
const KEPT = /(`+[^`]+`+|\$\$[\s\S]+?\$\$|\$[^$\s][^$]*\$)/

/**
 * Plain text as Markdown that shows exactly that text: no accidental emphasis, HTML or link, and no `[1]` of the book's own
 * that would be taken for a citation marker.
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(KEPT)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece.replace(/[\\[\]*<>~]/g, '\\$&').replace(/(?<!\p{L}|\p{N})_|_(?!\p{L}|\p{N})/gu, '\\_'),
    )
    .join('')
}

/** A name as Markdown that shows it as it is, emphasised. */
export function emphasise(name: string): string {
  return `*${escapeMarkdown(name)}*`
}

/** A fence that is longer than any run of backticks in the code. */
export function fence(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length))
  const mark = '`'.repeat(longest + 1)
  return `${mark}${language}\n${code}\n${mark}`
}

/** A GFM table; the first row is the header. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map((row) => row.length))
  const line = (row: readonly string[]) =>
    `| ${Array.from({length: width}, (_, i) => escapeMarkdown(row[i] ?? '').replaceAll('|', '\\|')).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n')
}

/** A link with its text escaped; only site paths and http(s) addresses are linked. */
export function link(text: string, url: string): string {
  const label = escapeMarkdown(text)
  return /^(?:\/(?!\/)|https?:\/\/)/.test(url) ? `[${label}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)` : label
}
