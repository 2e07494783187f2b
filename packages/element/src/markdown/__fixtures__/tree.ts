import {DefinitionIndex} from '../definitions.ts'
import type {Inline} from '../inline/ast.ts'
import {RunParser} from '../inline/runs.ts'
import type {Block, Run} from '../parse/ast.ts'
import {MarkdownDocument, type Parsed} from '../parse/document.ts'

/** A parser with all that keeps it going between updates, as the component has it. */
export class Reader {
  readonly document = new MarkdownDocument()
  readonly definitions = new DefinitionIndex()
  readonly runs = new RunParser(this.definitions)
  #revision = 0

  read(text: string, streaming = false): Parsed {
    const parsed = this.document.update(text, streaming)
    this.definitions.update(parsed)
    if (this.definitions.revision !== this.#revision) this.runs.forget()
    this.#revision = this.definitions.revision
    return parsed
  }

  /** Everything a reader would get to see, as plain data. */
  tree(text: string, streaming = false): unknown {
    const {blocks} = this.read(text, streaming)
    return [...blocks, ...this.definitions.notes.map(({note}) => note)].map((block) => this.#expand(block))
  }

  inline(run: Run): Inline[] {
    return this.runs.parse(run).flatMap(({nodes}) => nodes)
  }

  #expand(block: Block | {type: 'note'; children: readonly Block[]}): unknown {
    if ('children' in block) return {...block, children: block.children.map((child) => this.#expand(child))}
    if ('run' in block) return {...block, run: this.inline(block.run)}
    if (block.type !== 'table') return block
    const rows = [block.head, ...block.rows].map(({cells}) => cells.map((cell) => this.inline(cell)))
    return {...block, head: rows[0], rows: rows.slice(1)}
  }
}

/** The words of some source, as they come out. */
export const wordsOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return ''
  if (Array.isArray(value)) return value.map(wordsOf).join('')
  const node = value as Record<string, unknown>
  const own = ['value', 'tex', 'alt', 'text'].map((key) => (typeof node[key] === 'string' ? node[key] : '')).join('')
  return own + ['children', 'run', 'head', 'rows'].map((key) => wordsOf(node[key])).join('')
}
