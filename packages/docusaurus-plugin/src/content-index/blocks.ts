import {isTag, type AnyNode, type Element} from 'domhandler'
import {isCode, readCode} from './code.ts'
import {findElement, findElements, hasClass, MAX_DEPTH, rawText} from './dom.ts'
import {isInline, readInline} from './inline.ts'
import {isMath, readMath} from './math.ts'
import {collectInto, withLabel, withTabLabel, type Sink} from './sink.ts'
import {isSkipped} from './skip.ts'

/** Reads what stands in an element, block by block, into the sink. */
export function readBlocks(parent: Element, sink: Sink, depth = 0): void {
  readNodes(parent.children, sink, depth)
}

function readNodes(nodes: AnyNode[], sink: Sink, depth: number): void {
  let line: AnyNode[] = []
  const endLine = () => {
    addParagraph(readInline(line), sink)
    line = []
  }
  for (const node of nodes) {
    if (isInline(node)) {
      line.push(node)
    } else if (isTag(node) && !isSkipped(node)) {
      endLine()
      readBlock(node, sink, depth + 1)
    }
  }
  endLine()
}

function readBlock(element: Element, sink: Sink, depth: number): void {
  if (depth > MAX_DEPTH) return addParagraph(rawText(element).replace(/\s+/g, ' ').trim(), sink)
  if (isCode(element)) return addCode(element, sink)
  if (isMath(element)) return addParagraph(readMath(element), sink)
  if (hasClass(element, 'theme-admonition')) return readAdmonition(element, sink, depth)
  if (hasClass(element, 'tabs-container')) return readTabs(element, sink, depth)
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return readHeading(element, sink)
    case 'ul':
    case 'ol':
      return addParagraph(readList(element, sink, depth), sink)
    case 'table':
      return readTable(element, sink, depth)
    case 'details':
      return readDetails(element, sink, depth)
    case 'dl':
      return readDefinitions(element, sink, depth)
    default:
      return readBlocks(element, sink, depth)
  }
}

function addParagraph(text: string, sink: Sink): void {
  if (text !== '') sink.addText(text)
}

function addCode(element: Element, sink: Sink): void {
  const block = readCode(element)
  if (block) sink.addCode(block)
}

function readHeading(element: Element, sink: Sink): void {
  const level = Number(element.name[1])
  const text = readInline(element.children, {plain: true}).replaceAll('\n', ' ')
  const anchor = element.attribs['id'] ?? ''
  if (level <= 4 && anchor !== '' && text !== '' && sink.openSection) sink.openSection({level, anchor, text})
  else addParagraph(text, sink)
}

function readList(list: Element, sink: Sink, depth: number): string {
  let number = Number.parseInt(list.attribs['start'] ?? '1', 10) || 0
  const items = list.children.filter(isTag).filter((child) => !isSkipped(child))
  const lines = items.map((item) => {
    const marker = list.name === 'ol' ? `${number++}. ` : '- '
    const blocks: string[] = []
    readBlocks(item, collectInto(blocks, sink), depth + 1)
    return blocks.length === 0 ? '' : marker + blocks.join('\n').replaceAll('\n', '\n  ')
  })
  return lines.filter((line) => line !== '').join('\n')
}

function readTable(table: Element, sink: Sink, depth: number): void {
  const caption = findElement(table, ({name}) => name === 'caption')
  if (caption) readBlocks(caption, sink, depth)
  const rows = findElements(table, ({name}) => name === 'tr').map((row) =>
    row.children
      .filter(isTag)
      .map((cell) => {
        const lines: string[] = []
        readBlocks(cell, collectInto(lines, sink), depth + 1)
        return lines.join(' ').replaceAll('\n', ' ')
      })
      .join(' | '),
  )
  addParagraph(rows.filter((row) => /[^ |]/.test(row)).join('\n'), sink)
}

/** The first child is the heading, in every language and for every custom type; the rest is the content. */
function readAdmonition(element: Element, sink: Sink, depth: number): void {
  const [heading, ...content] = element.children.filter(isTag)
  const label = heading ? capitalize(readInline(heading.children)) : ''
  readNodes(content, withLabel(sink, label), depth)
}

/** All panels are in the page, selected or not. */
function readTabs(element: Element, sink: Sink, depth: number): void {
  const labels = findElements(element, ({attribs}) => attribs['role'] === 'tab').map((tab) => readInline(tab.children))
  const panels = findElements(element, ({attribs}) => attribs['role'] === 'tabpanel')
  panels.forEach((panel, position) => readBlocks(panel, withTabLabel(sink, labels[position] ?? ''), depth))
}

function readDetails(element: Element, sink: Sink, depth: number): void {
  const summary = element.children.find((child): child is Element => isTag(child) && child.name === 'summary')
  const labelled = withLabel(sink, summary ? readInline(summary.children) : '')
  readNodes(
    element.children.filter((child) => child !== summary),
    labelled,
    depth,
  )
  labelled.end()
}

function readDefinitions(list: Element, sink: Sink, depth: number): void {
  let labelled = withLabel(sink, '')
  for (const entry of findElements(list, ({name}) => name === 'dt' || name === 'dd')) {
    if (entry.name === 'dd') {
      readBlocks(entry, labelled, depth)
    } else {
      labelled.end()
      labelled = withLabel(sink, readInline(entry.children))
    }
  }
  labelled.end()
}

/** Docusaurus writes `note` and lets the style sheet raise it. */
function capitalize(label: string): string {
  return label.slice(0, 1).toLocaleUpperCase() + label.slice(1)
}
