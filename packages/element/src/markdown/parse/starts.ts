import type {Align} from './ast.ts'
import {findHtmlEnd} from './html.ts'
import type {Line} from './line.ts'
import type {Machine} from './machine.ts'
import {countCells, isTableSize, parseDelimiterRow, parseRow} from './table.ts'
import {unescapeText} from '../inline/entities.ts'

/**
 * What a line may begin, tried in this order once the containers that go on have taken their part of it. Each start returns
 * 'container' (look for more in the rest of the line), 'leaf' (the rest is its text), 'line' (all of the line is used) or undefined.
 */
export type Started = 'container' | 'leaf' | 'line' | undefined
type Start = (machine: Machine, line: Line) => Started

const startQuote: Start = (machine, line) => {
  if (line.text[line.nonspace] !== '>' || !machine.canNest()) return undefined
  const start = line.contentPosition
  line.advanceToNonspace()
  line.advance(1)
  if (line.nextIsSpace()) line.advanceColumns(1)
  machine.push({kind: 'quote', start, end: line.end, children: []})
  return 'container'
}

const HEADING = /^(#{1,6})(?:[ \t]+|$)/

const startHeading: Start = (machine, line) => {
  const content = line.content()
  const match = content[0] === '#' ? HEADING.exec(content) : null
  if (!match?.[1]) return undefined
  const at = line.contentPosition + match[0].length
  // Cut by hand: a pattern that looks for the hashes at the end is quadratic in the blanks before them.
  let text = content.slice(match[0].length).trimEnd()
  let cut = text.length
  while (text[cut - 1] === '#') cut--
  if (cut === 0 || text[cut - 1] === ' ' || text[cut - 1] === '\t') text = text.slice(0, cut).trimEnd()
  const run = {text, map: [0, at]}
  const level = match[1].length
  const depth = machine.enterHeading(level)
  machine.add({type: 'heading', start: line.contentPosition, end: line.end, level, depth, run})
  return 'line'
}

const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/

const startFence: Start = (machine, line) => {
  const content = line.content()
  const match = content[0] === '`' || content[0] === '~' ? FENCE.exec(content) : null
  if (!match) return undefined
  const fence = {char: content.charAt(0), length: match[0].length, indent: line.indent}
  const language = unescapeText(content.slice(match[0].length).trim().slice(0, 100)).split(/\s/, 1)[0] ?? ''
  machine.push({kind: 'code', start: line.contentPosition, end: line.end, text: '', language, fence})
  return 'line'
}

const startMath: Start = (machine, line) => {
  const content = line.content()
  const open = content.slice(0, 2)
  const close = open === '$$' ? '$$' : open === String.raw`\[` ? String.raw`\]` : undefined
  if (!close) return undefined
  const end = content.indexOf(close, 2)
  const {contentPosition: start} = line
  if (end < 0) {
    // `\[not a link](/foo)` is an escaped bracket.
    if (/\][(:]/.test(content)) return undefined
    machine.push({kind: 'math', start, end: line.end, text: content, map: [0, start], close})
    return 'line'
  }
  const tex = content.slice(2, end).trim()
  if (tex === '' || content.slice(end + 2).trim() !== '') return undefined
  machine.add({type: 'math', start, end: line.end, tex, pending: false})
  return 'line'
}

const startHtml: Start = (machine, line) => {
  const until = findHtmlEnd(line.content(), machine.container.kind === 'paragraph')
  if (!until) return undefined
  machine.push({
    kind: 'html',
    start: line.contentPosition,
    end: line.end,
    text: '',
    until: until === 'blank' ? undefined : until,
  })
  return 'leaf'
}

const alignsOf = (content: string, header: string): Align[] | undefined => {
  if (!content.includes('|') && !header.includes('|')) return undefined
  const align = parseDelimiterRow(content.trimEnd())
  return align && isTableSize(align.length) && countCells(header.trim()) === align.length ? align : undefined
}

const startTable: Start = (machine, line) => {
  const paragraph = machine.container
  if (paragraph.kind !== 'paragraph') return undefined
  const content = line.content()
  if (!/^[|:\- \t]+$/.test(content)) return undefined
  const at = paragraph.map.at(-2) ?? 0
  const source = paragraph.map.at(-1) ?? 0
  const header = paragraph.text.slice(at).trimEnd()
  const align = alignsOf(content, header)
  if (!align) return undefined
  machine.replaceLastLine(at)
  machine.push({
    kind: 'table',
    start: source,
    end: line.end,
    align,
    head: parseRow(header, source, align.length),
    rows: [],
  })
  return 'line'
}

const startSetext: Start = (machine, line) => {
  if (machine.container.kind !== 'paragraph') return undefined
  const content = line.content()
  const isUnderline = content[0] === '=' || content[0] === '-' ? /^(?:=+|-+)[ \t]*$/.test(content) : false
  return isUnderline && machine.turnIntoHeading(content[0] === '=' ? 1 : 2, line.end) ? 'line' : undefined
}

const RULE = /^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$|^(?:-[ \t]*){3,}$/

const startRule: Start = (machine, line) => {
  const content = line.content()
  if (!'*_-'.includes(content.charAt(0)) || !RULE.test(content)) return undefined
  machine.add({type: 'rule', start: line.contentPosition, end: line.end})
  return 'line'
}

const NOTE = /^\[\^([^\]\s]{1,100})\]:/

const startNote: Start = (machine, line) => {
  const match = line.text[line.nonspace] === '[' ? NOTE.exec(line.content()) : null
  if (!match?.[1] || !machine.canNest()) return undefined
  const start = line.contentPosition
  line.advanceToNonspace()
  line.advance(match[0].length)
  machine.push({kind: 'note', start, end: line.end, label: match[1], children: []})
  return 'container'
}

const MARK = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t]|$)/

const startItem: Start = (machine, line) => {
  const content = line.content()
  const match = MARK.exec(content)
  if (!match || !machine.canNest()) return undefined
  const [mark, digits] = match
  if (machine.container.kind === 'paragraph') {
    // In a paragraph "1986. A great year" is text, and so is a dash at a line's end.
    if (content.slice(mark.length).trim() === '' || (digits !== undefined && Number(digits) !== 1)) return undefined
  }
  const {indent: before, contentPosition: start} = line
  line.advanceToNonspace()
  line.advance(mark.length)
  const padding = readPadding(line)
  const type = mark.charAt(mark.length - 1)
  const task = readTask(line)
  machine.openItem(
    {kind: 'item', start, end: line.end, indent: before + mark.length + padding, task, children: []},
    {mark: type, first: digits === undefined ? undefined : Number(digits)},
  )
  return 'container'
}

/** Columns between a list mark and the item's text. Five or more are one, and the rest is indented code. */
const readPadding = (line: Line): number => {
  const {indent} = line
  const isOwn = !line.blank && indent >= 1 && indent <= 4
  if (isOwn) line.advanceToNonspace()
  else if (line.nextIsSpace()) line.advanceColumns(1)
  return isOwn ? indent : 1
}

const readTask = (line: Line): 'done' | 'open' | undefined => {
  const box = /^\[([ xX])\][ \t]/.exec(line.rest())
  if (!box) return undefined
  line.advance(4)
  return box[1] === ' ' ? 'open' : 'done'
}

const startIndented: Start = (machine, line) => {
  if (line.indent < 4 || line.blank || machine.tip.kind === 'paragraph') return undefined
  line.advanceColumns(4)
  machine.push({kind: 'code', start: line.position, end: line.end, text: '', language: '', fence: undefined})
  return 'leaf'
}

const STARTS: readonly Start[] = [
  startQuote,
  startHeading,
  startFence,
  startMath,
  startHtml,
  startTable,
  startSetext,
  startRule,
  startNote,
  startItem,
]

const MAY_START = /[>#`~$\\<|:=*_+\-[\d]/

export const startBlock: Start = (machine, line) => {
  if (line.indent >= 4) return startIndented(machine, line)
  if (!MAY_START.test(line.text.charAt(line.nonspace))) return undefined
  for (const start of STARTS) {
    const started = start(machine, line)
    if (started) return started
  }
  return undefined
}
