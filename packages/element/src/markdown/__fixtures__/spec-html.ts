import type {Inline} from '../inline/ast.ts'
import type {Block, List, Run} from '../parse/ast.ts'
import {Reader} from './tree.ts'

/** HTML as CommonMark's examples write it, to compare with them. Only for tests: the element never makes HTML text. */
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const encode = (address: string): string => {
  try {
    return escape(encodeURI(decodeURI(address)))
  } catch {
    return escape(encodeURI(address).replaceAll('%25', '%'))
  }
}

const titleOf = (title: string): string => (title ? ` title="${escape(title)}"` : '')

const TAGS = {em: 'em', strong: 'strong', del: 'del'} as const

const inlineHtml = (node: Inline): string => {
  switch (node.type) {
    case 'text':
      return escape(node.value)
    case 'code':
      return `<code>${escape(node.value)}</code>`
    case 'break':
      return '<br />\n'
    case 'link':
      return `<a href="${encode(node.href)}"${titleOf(node.title)}>${node.children.map(inlineHtml).join('')}</a>`
    case 'image':
      return `<img src="${encode(node.src)}" alt="${escape(node.alt)}"${titleOf(node.title)} />`
    case 'em':
    case 'strong':
    case 'del':
      return `<${TAGS[node.type]}>${node.children.map(inlineHtml).join('')}</${TAGS[node.type]}>`
    default:
      return `(${node.type})`
  }
}

class Writer {
  readonly #reader = new Reader()

  write(text: string): string {
    return this.#blocks(this.#reader.read(text).blocks, false)
  }

  #run(run: Run): string {
    return this.#reader.inline(run).map(inlineHtml).join('')
  }

  #blocks(blocks: readonly Block[], tight: boolean): string {
    return blocks.map((block) => this.#block(block, tight)).join('')
  }

  #list({first, loose, children}: List): string {
    const tag = first === undefined ? 'ul' : 'ol'
    const start = first === undefined || first === 1 ? '' : ` start="${first}"`
    const items = children.map((item) => `<li>${this.#blocks(item.children, !loose)}</li>\n`).join('')
    return `<${tag}${start}>\n${items}</${tag}>\n`
  }

  #block(block: Block, tight: boolean): string {
    switch (block.type) {
      case 'paragraph':
        return tight ? `${this.#run(block.run)}\n` : `<p>${this.#run(block.run)}</p>\n`
      case 'heading':
        return `<h${block.level}>${this.#run(block.run)}</h${block.level}>\n`
      case 'rule':
        return '<hr />\n'
      case 'quote':
        return `<blockquote>\n${this.#blocks(block.children, false)}</blockquote>\n`
      case 'list':
        return this.#list(block)
      case 'html':
        return `${block.text}\n`
      case 'code': {
        const kind = block.language ? ` class="language-${escape(block.language)}"` : ''
        return `<pre><code${kind}>${escape(block.text)}</code></pre>\n`
      }
      default:
        return `(${block.type})`
    }
  }
}

export const toSpecHtml = (text: string): string => new Writer().write(text)

/** Without what HTML does not distinguish: line ends beside tags, and the two spellings of a quotation mark. */
export const normalizeHtml = (html: string): string =>
  html
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll('<li>\n', '<li>')
    .replaceAll('\n</li>', '</li>')
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']')
    .replaceAll('&quot;', '"')
    .trim()
