import {isTag, isText, type AnyNode, type Element} from 'domhandler'
import {findElement, hasClass, MAX_DEPTH, rawText} from './dom.ts'
import {isMath, readMath} from './math.ts'
import {isSkipped} from './skip.ts'

const INLINE_TAGS = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'br',
  'cite',
  'code',
  'data',
  'del',
  'dfn',
  'em',
  'font',
  'i',
  'img',
  'input',
  'ins',
  'kbd',
  'label',
  'mark',
  'math',
  'picture',
  'q',
  'ruby',
  'rb',
  'rp',
  'rt',
  's',
  'samp',
  'small',
  'source',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
])

/** Whether a node flows within a line: text, or a phrasing element that holds no block. */
export function isInline(node: AnyNode): boolean {
  if (!isTag(node)) return true
  if (isMath(node)) return !hasClass(node, 'katex-display')
  return INLINE_TAGS.has(node.name) && !holdsBlock(node)
}

function holdsBlock(root: Element): boolean {
  const stack = [...root.children]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isTag(node) || isSkipped(node) || isMath(node)) continue
    if (!INLINE_TAGS.has(node.name)) return true
    stack.push(...node.children)
  }
  return false
}

export interface InlineOptions {
  /** Write inline code without its backticks, as in a heading's text. Default false. */
  plain?: boolean
}

/** The text of one line of nodes: white space collapsed, `<br>` kept as a line break. */
export function readInline(nodes: AnyNode[], options: InlineOptions = {}): string {
  return tidy(readAll(nodes, options, 0))
}

/** Links that touch are buttons in a row, set apart by the style sheet alone. */
function readAll(nodes: AnyNode[], options: InlineOptions, depth: number): string {
  let text = ''
  nodes.forEach((node, position) => {
    if (isLink(node) && isLink(nodes[position - 1])) text += ' '
    text += readNode(node, options, depth)
  })
  return text
}

function isLink(node: AnyNode | undefined): boolean {
  return node !== undefined && isTag(node) && node.name === 'a'
}

function readNode(node: AnyNode, options: InlineOptions, depth: number): string {
  if (isText(node)) return node.data.replace(/\s+/g, ' ')
  if (!isTag(node) || isSkipped(node)) return ''
  if (depth > MAX_DEPTH) return rawText(node).replace(/\s+/g, ' ')
  if (isMath(node)) return readMath(node)
  const special = readSpecial(node, options)
  return special ?? readAll(node.children, options, depth + 1)
}

function readSpecial(element: Element, {plain}: InlineOptions): string | undefined {
  switch (element.name) {
    case 'br':
      return '\n'
    case 'img':
      return ` ${element.attribs['alt']?.replace(/\s+/g, ' ') ?? ''} `
    case 'input':
      return element.attribs['type'] === 'checkbox' ? ('checked' in element.attribs ? '[x] ' : '[ ] ') : ''
    case 'code': {
      const code = rawText(element).replace(/\s+/g, ' ').trim()
      if (plain || code === '') return code
      return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``
    }
    case 'sup': {
      // `10<sup>3</sup>` must not become 103.
      const power = rawText(element).trim()
      return /^[-−+]?\d+$/.test(power) && !findElement(element, (inner) => inner.name === 'a') ? `^${power}` : undefined
    }
    default:
      return undefined
  }
}

/** Drops zero-width spaces (heading links carry one; joiners stay, scripts and emoji need them) and spaces at line ends. */
function tidy(text: string): string {
  return text
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}
