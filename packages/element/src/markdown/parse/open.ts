import type {Align, Block, Item, LinkDefinition, Note, Row, Run} from './ast.ts'

/** Blocks that may still grow. Their fields change in place; a snapshot copies them before it looks ahead. */
export type OpenDocument = {kind: 'document'; start: number; end: number; children: Block[]}
export type OpenQuote = {kind: 'quote'; start: number; end: number; children: Block[]}
export type OpenList = {
  kind: 'list'
  start: number
  end: number
  children: Item[]
  /** "-", "+", "*", "." or ")": another mark starts another list. */
  mark: string
  first: number | undefined
  loose: boolean
}
export type OpenItem = {
  kind: 'item'
  start: number
  end: number
  children: Block[]
  /** Columns by which a line must be indented to belong to the item. */
  indent: number
  task: Item['task']
}
export type OpenNote = {kind: 'note'; start: number; end: number; children: Block[]; label: string}
export type OpenParagraph = {kind: 'paragraph'; start: number; end: number; text: string; map: number[]}
export type OpenCode = {
  kind: 'code'
  start: number
  end: number
  text: string
  language: string
  fence: {char: string; length: number; indent: number} | undefined
}
export type OpenMath = {kind: 'math'; start: number; end: number; text: string; map: number[]; close: string}
export type OpenHtml = {kind: 'html'; start: number; end: number; text: string; until: RegExp | undefined}
export type OpenTable = {
  kind: 'table'
  start: number
  end: number
  align: readonly Align[]
  head: Row
  rows: Row[]
}

export type OpenContainer = OpenDocument | OpenQuote | OpenList | OpenItem | OpenNote
export type OpenLeaf = OpenParagraph | OpenCode | OpenMath | OpenHtml | OpenTable
export type OpenBlock = OpenContainer | OpenLeaf

/** What a text defines for its other parts. The first definition of a label wins. */
export type Definitions = {links: Map<string, LinkDefinition>; notes: Map<string, Note>}

export const noDefinitions = (): Definitions => ({links: new Map(), notes: new Map()})

export const isContainer = (block: OpenBlock): block is OpenContainer => 'children' in block

/** Adds a line to inline text and remembers where in the source it stood. */
export const appendLine = (target: {text: string; map: number[]}, text: string, source: number): void => {
  if (target.map.length > 0) target.text += '\n'
  target.map.push(target.text.length, source)
  target.text += text
}

/** Trailing blanks end inline text without a meaning. */
export const toRun = ({text, map}: {text: string; map: number[]}): Run => ({text: text.trimEnd(), map})

/** A copy that can grow without changing the original. Finished children are shared. */
export const copyOpen = (block: OpenBlock): OpenBlock => {
  switch (block.kind) {
    case 'paragraph':
    case 'math':
      return {...block, map: block.map.slice()}
    case 'table':
      return {...block, rows: block.rows.slice()}
    case 'list':
      return {...block, children: block.children.slice()}
    case 'document':
    case 'quote':
    case 'item':
    case 'note':
      return {...block, children: block.children.slice()}
    default:
      return {...block}
  }
}
