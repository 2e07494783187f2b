import {type Block, type Item, sliceRun} from './ast.ts'
import {closeBlock} from './close.ts'
import {continueBlock} from './continue.ts'
import {Line} from './line.ts'
import {
  type Definitions,
  type OpenBlock,
  type OpenContainer,
  type OpenDocument,
  type OpenItem,
  type OpenLeaf,
  type OpenMath,
  appendLine,
  copyOpen,
  isContainer,
  noDefinitions,
  toRun,
} from './open.ts'
import {takeReferences} from './references.ts'
import {startBlock} from './starts.ts'
import {parseRow} from './table.ts'

/** Containers within containers. What is nested deeper is text: no reader can see it, and recursion stays shallow. */
const MAX_DEPTH = 50

const newDocument = (): OpenDocument => ({kind: 'document', start: 0, end: 0, children: []})

/**
 * CommonMark's block phase (spec 0.31, appendix "A parsing strategy"), one line at a time. The stack holds the open blocks from the
 * document to the innermost; `matched` of them go on in the current line. A line costs what its own length and the stack's depth
 * cost, whatever has come before.
 */
export class Machine {
  definitions: Definitions
  #stack: OpenBlock[]
  #matched = 1
  #lastBlank: boolean
  /** Levels of the headings that the next one may belong to, outermost first. */
  #outline: readonly number[]

  constructor(stack: OpenBlock[] = [newDocument()], lastBlank = false, outline: readonly number[] = []) {
    this.#stack = stack
    this.#lastBlank = lastBlank
    this.#outline = outline
    this.definitions = noDefinitions()
  }

  /** A machine that can read on without changing this one. What it defines is kept apart. */
  fork(): Machine {
    return new Machine(this.#stack.map(copyOpen), this.#lastBlank, this.#outline)
  }

  get tip(): OpenBlock {
    return this.#stack.at(-1) ?? newDocument()
  }

  /** The innermost block that goes on in this line. */
  get container(): OpenBlock {
    return this.#stack[this.#matched - 1] ?? this.tip
  }

  canNest(): boolean {
    let depth = 0
    for (let i = 0; i < this.#matched; i++) {
      const kind = this.#stack[i]?.kind
      if (kind === 'quote' || kind === 'item' || kind === 'note') depth++
    }
    return depth < MAX_DEPTH
  }

  /** Opens a block inside the innermost container that goes on. */
  push(block: OpenBlock): void {
    this.#makeRoom(block.kind === 'item')
    this.#stack.push(block)
    this.#matched = this.#stack.length
  }

  /** Adds a block that is finished with this line. */
  add(block: Block): void {
    this.#makeRoom(false)
    this.#append(block)
    this.#matched = this.#stack.length
  }

  /** The depth of a heading that comes now. */
  enterHeading(level: number): number {
    this.#outline = [...this.#outline.filter((outer) => outer < level), level]
    return this.#outline.length
  }

  openItem(item: OpenItem, {mark, first}: {mark: string; first: number | undefined}): void {
    this.#closeTo(this.#matched)
    const {container} = this
    if (container.kind !== 'list' || container.mark !== mark) {
      const {start, end} = item
      if (container.kind === 'list') this.#closeTo(this.#matched - 1)
      this.push({kind: 'list', start, end, children: [], mark, first, loose: false})
    }
    this.push(item)
  }

  /** Takes the last line off the open paragraph, from this offset on: it turned out to be a table's head. */
  replaceLastLine(at: number): void {
    const paragraph = this.tip
    if (paragraph.kind !== 'paragraph') return
    paragraph.text = paragraph.text.slice(0, Math.max(0, at - 1))
    paragraph.map.splice(-2)
    paragraph.end = paragraph.start + paragraph.text.length
  }

  /** Makes the open paragraph a heading. False if it holds nothing but link definitions. */
  turnIntoHeading(level: number, end: number): boolean {
    const paragraph = this.tip
    if (paragraph.kind !== 'paragraph') return false
    const textStart = takeReferences(paragraph.text, this.definitions.links)
    if (paragraph.text.slice(textStart).trim() === '') return false
    const {text, map} = toRun(paragraph)
    this.#stack.pop()
    this.#matched = this.#stack.length
    const run = sliceRun({text, map}, textStart)
    this.#append({type: 'heading', start: paragraph.start, end, level, depth: this.enterHeading(level), run})
    return true
  }

  readLine(text: string, base: number): void {
    const line = new Line(text, base)
    if (this.#matchContainers(line)) return this.#endLine(line)
    let inLeaf = isLiteral(this.container)
    while (!inLeaf) {
      const started = startBlock(this, line)
      if (!started) break
      if (started === 'line') return this.#endLine(line)
      inLeaf = started === 'leaf'
    }
    this.#addText(line)
    this.#endLine(line)
  }

  /** Closes the innermost block. Returns what it became. */
  closeTip(): Block | undefined {
    const tip = this.#stack.pop()
    const closed = tip && closeBlock(tip, this.definitions)
    if (closed) this.#append(closed)
    this.#matched = Math.min(this.#matched, this.#stack.length)
    return closed
  }

  /** Lets every open block go on, for what is added between two lines. */
  matchAll(): void {
    this.#matched = this.#stack.length
  }

  /** Drops the innermost block without a trace. */
  dropTip(): void {
    this.#stack.pop()
  }

  /** Closes everything. Returns the blocks of the document. */
  finish(): readonly Block[] {
    while (this.#stack.length > 1) this.closeTip()
    const [root] = this.#stack
    return root?.kind === 'document' ? root.children : []
  }

  /** True if the line ended a fence and holds nothing else. */
  #matchContainers(line: Line): boolean {
    this.#matched = 1
    for (; this.#matched < this.#stack.length; this.#matched++) {
      const block = this.#stack[this.#matched]
      const goes = block ? continueBlock(block, line, this.#matched === this.#stack.length - 1) : 'no'
      if (goes === 'no') return false
      if (goes === 'end') {
        for (const open of this.#stack) open.end = line.end
        this.#closeTo(this.#matched)
        return true
      }
    }
    return false
  }

  #addText(line: Line): void {
    const {tip} = this
    const isLazy = this.#matched < this.#stack.length && !line.blank && tip.kind === 'paragraph'
    if (isLazy) return appendLine(tip, line.content(), line.contentPosition)
    this.#closeTo(this.#matched)
    const {container} = this
    if (!isContainer(container)) return this.#addToLeaf(container, line)
    if (line.blank) return
    const {contentPosition: start} = line
    this.push({kind: 'paragraph', start, end: line.end, text: line.content(), map: [0, start]})
  }

  #addToLeaf(leaf: OpenLeaf, line: Line): void {
    switch (leaf.kind) {
      case 'paragraph':
        return appendLine(leaf, line.content(), line.contentPosition)
      case 'table': {
        leaf.rows.push(parseRow(line.content().trimEnd(), line.contentPosition, leaf.align.length))
        return
      }
      case 'code':
        leaf.text += `${line.rest()}\n`
        return
      case 'html':
        leaf.text += `${line.rest()}\n`
        if (leaf.until?.test(line.rest())) this.closeTip()
        return
      case 'math':
        return this.#addToMath(leaf, line)
    }
  }

  #addToMath(math: OpenMath, line: Line): void {
    const content = line.content()
    const end = content.indexOf(math.close)
    if (end < 0) return appendLine(math, content, line.contentPosition)
    this.#stack.pop()
    this.#matched = this.#stack.length
    const tex = `${math.text.slice(2)}\n${content.slice(0, end)}`.trim()
    this.#append({type: 'math', start: math.start, end: line.end, tex, pending: false})
    line.advanceToNonspace()
    line.advance(end + 2)
    if (!line.blank) this.#addText(line)
  }

  /** Makes the innermost block one that can hold another: nothing fits into a leaf, and only items into a list. */
  #makeRoom(forItem: boolean): void {
    this.#closeTo(this.#matched)
    while (!canHold(this.tip, forItem)) this.closeTip()
    this.#loosen()
  }

  /** A blank line between two items, or between two blocks of an item, makes a list loose. */
  #loosen(): void {
    const {tip} = this
    if (!this.#lastBlank || !isContainer(tip) || tip.children.length === 0) return
    const list = tip.kind === 'item' ? this.#stack.at(-2) : tip
    if (list?.kind === 'list') list.loose = true
  }

  #append(block: Block): void {
    const parent = this.#stack.at(-1)
    if (parent && isContainer(parent)) appendChild(parent, block)
  }

  #closeTo(length: number): void {
    while (this.#stack.length > length) this.closeTip()
  }

  #endLine(line: Line): void {
    if (!line.blank) for (const open of this.#stack) open.end = line.end
    const {container} = this
    const startsEmpty = container.kind === 'item' && container.children.length === 0
    this.#lastBlank = line.blank && container.kind !== 'quote' && !isFence(container) && !startsEmpty
  }
}

const canHold = (block: OpenBlock, item: boolean): boolean => isContainer(block) && (block.kind !== 'list' || item)

const isFence = (block: OpenBlock): boolean => block.kind === 'code' && block.fence !== undefined

/** Leaves whose lines are not looked at for other blocks. */
const isLiteral = ({kind}: OpenBlock): boolean => kind === 'code' || kind === 'html' || kind === 'math'

const appendChild = (parent: OpenContainer, block: Block): void => {
  if (parent.kind !== 'list') parent.children.push(block)
  else if (isItem(block)) parent.children.push(block)
}

const isItem = (block: Block): block is Item => block.type === 'item'
