import type {Block, Run} from './ast.ts'
import type {Machine} from './machine.ts'
import {countCells, isTableSize, parseRow} from './table.ts'

/** A last line of marks only: what it will be is not known before the next characters. */
const UNDECIDED =
  /^[ \t]*(?:(?:>[ \t]?)*[ \t]*)(?:[-=*_+]+|`{1,2}|~{1,2}|\${1,2}|\\|#{1,6}|\d{1,9}[.)]?|[|:\- \t]+)?[ \t]*$/

const DEFINITION = /^\[[^\]\n]{1,200}\]:/

/**
 * Is it too early to show the last, unfinished line? A dash may become a list item, a rule or a heading's underline; showing one
 * and then another would make the text jump.
 */
export const isUndecided = (line: string, {tip}: Machine): boolean => {
  if (tip.kind === 'code' && tip.fence) {
    const content = line.trim()
    return content !== '' && tip.fence.char.repeat(tip.fence.length).startsWith(content)
  }
  if (tip.kind === 'code' || tip.kind === 'html' || tip.kind === 'math') return false
  return line.length < 200 && UNDECIDED.test(line)
}

/** A line that begins with a pipe is a table's head in all but the rarest cases: show it as one from the start. */
const predictTable = (machine: Machine, end: number): void => {
  const {tip} = machine
  if (tip.kind !== 'paragraph') return
  const at = tip.map.at(-2) ?? 0
  const source = tip.map.at(-1) ?? 0
  const header = tip.text.slice(at).trimEnd()
  const columns = countCells(header)
  if (header[0] !== '|' || !isTableSize(columns)) return
  machine.matchAll()
  machine.replaceLastLine(at)
  const head = parseRow(header, source, columns)
  machine.push({
    kind: 'table',
    start: source,
    end,
    align: Array.from({length: columns}, () => undefined),
    head,
    rows: [],
  })
}

const openLastCell = (cells: readonly Run[]): void => {
  const cell = cells.findLast(({text}) => text !== '')
  if (cell) cell.open = true
}

const openTail = (block: Block, end: number): void => {
  if (block.type === 'paragraph') block.run.open = true
  else if (block.type === 'heading' && block.end === end) block.run.open = true
  else if (block.type === 'code') block.closed = false
  else if (block.type === 'table') {
    const row = block.rows.at(-1) ?? block.head
    if (row.end === end) openLastCell(row.cells)
  }
}

/**
 * Finishes a fork of the machine for a text that goes on. `end` is the length of the source. Only blocks made by the fork are
 * touched, so nothing that is finished changes.
 */
export const finishOpen = (machine: Machine, end: number): readonly Block[] => {
  predictTable(machine, end)
  const {tip} = machine
  if (tip.kind === 'paragraph' && DEFINITION.test(tip.text)) machine.dropTip()
  else if (tip.kind === 'math') {
    machine.dropTip()
    machine.matchAll()
    machine.add({type: 'math', start: tip.start, end: tip.end, tex: tip.text.slice(2), pending: true})
  } else if ('children' in tip) {
    const last = tip.children.at(-1)
    if (last?.type === 'heading') openTail(last, end)
  } else {
    const closed = machine.closeTip()
    if (closed) openTail(closed, end)
  }
  return machine.finish()
}
