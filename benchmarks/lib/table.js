/**
 * Rows as a Markdown table, which reads well in a terminal too and can be pasted into a document.
 *
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function toMarkdown(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)))
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n')
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function printTable(head, rows) {
  process.stdout.write(`\n${toMarkdown(head, rows)}\n\n`)
}
