import type {Align, Row, Run} from './ast.ts'

const DELIMITER = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** Most columns a table may have. Without a limit, rows times columns would outgrow the text by far. */
const MAX_COLUMNS = 100

type Cell = {text: string; at: number}

/** Cuts a row at its pipes; an escaped pipe is text. `at` is the cell's offset in the line. */
const splitCells = (line: string): Cell[] => {
  const cells: Cell[] = []
  let from = line[0] === '|' ? 1 : 0
  for (let i = from; i <= line.length; i++) {
    if (line[i] === '\\') i++
    else if (line[i] === '|' || i === line.length) {
      const raw = line.slice(from, i)
      const isTrailing = i === line.length && raw.trim() === ''
      if (!isTrailing) {
        cells.push({text: raw.trim().replaceAll('\\|', '|'), at: from + raw.length - raw.trimStart().length})
      }
      from = i + 1
    }
  }
  if (from < line.length) cells.push({text: line.slice(from).trim(), at: from})
  return cells
}

const toAlign = (cell: string): Align => {
  const isRight = cell.endsWith(':')
  if (cell.startsWith(':')) return isRight ? 'center' : 'left'
  return isRight ? 'right' : undefined
}

/** The alignments that a line like `|:--|--:|` asks for, or undefined if it is no such line. */
export const parseDelimiterRow = (line: string): Align[] | undefined => {
  if (!DELIMITER.test(line)) return undefined
  return splitCells(line).map(({text}) => toAlign(text))
}

export const countCells = (line: string): number => splitCells(line).length

export const isTableSize = (columns: number): boolean => columns > 0 && columns <= MAX_COLUMNS

/** A row with exactly `columns` cells: missing ones are empty, and what is beyond the last column is dropped, as on GitHub. */
export const parseRow = (line: string, source: number, columns: number): Row => {
  const cells: Run[] = splitCells(line)
    .slice(0, columns)
    .map(({text, at}) => ({text, map: [0, source + at]}))
  while (cells.length < columns) cells.push({text: '', map: [0, source + line.length]})
  return {type: 'row', start: source, end: source + line.length, cells}
}
