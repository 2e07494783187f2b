import type {Emphasis, Inline, Text} from './ast.ts'
import type {Delimiter} from './delimiters.ts'

/** What the scanner leaves: finished nodes, delimiters that know their pairs, and brackets (empty text once used). */
export type Token = Inline | Delimiter

/** Emphasis inside emphasis. Deeper nesting looks no different and would make every later step recurse that deep. */
const MAX_DEPTH = 20

type Frame = {type: Emphasis['type']; start: number; children: Inline[]}

const kindOf = (char: string, used: number): Emphasis['type'] => {
  if (char === '~') return 'del'
  return used === 2 ? 'strong' : 'em'
}

const appendText = (nodes: Inline[], text: Text): void => {
  if (text.value === '') return
  const last = nodes.at(-1)
  const isPlain = text.value.length === text.end - text.start
  const joins =
    isPlain && last?.type === 'text' && last.end === text.start && last.value.length === last.end - last.start
  if (joins) nodes[nodes.length - 1] = {...last, end: text.end, value: last.value + text.value}
  else nodes.push(text)
}

class TreeBuilder {
  readonly root: Inline[] = []
  readonly #frames: Frame[] = []
  /** Opened beyond the depth: their content goes to the frame around them. */
  #skipped = 0

  get #nodes(): Inline[] {
    return this.#frames.at(-1)?.children ?? this.root
  }

  add(node: Inline): void {
    if (node.type === 'text') appendText(this.#nodes, node)
    else this.#nodes.push(node)
  }

  open(type: Emphasis['type'], start: number): void {
    if (this.#frames.length >= MAX_DEPTH) this.#skipped++
    else this.#frames.push({type, start, children: []})
  }

  close(end: number): void {
    if (this.#skipped > 0) {
      this.#skipped--
      return
    }
    const frame = this.#frames.pop()
    if (frame) this.#nodes.push({...frame, end})
  }

  delimiter({char, start, left, opens, closes}: Delimiter): void {
    let at = start
    for (const used of closes) {
      at += used
      this.close(at)
    }
    this.add({type: 'text', start: at, end: at + left, value: char.repeat(left)})
    at += left
    for (const used of opens.toReversed()) {
      this.open(kindOf(char, used), at)
      at += used
    }
  }

  finish(end: number): Inline[] {
    while (this.#frames.length > 0 || this.#skipped > 0) this.close(end)
    return this.root
  }
}

/** Nests tokens by their delimiters. What is still open at `end` is closed there. */
export const buildTree = (tokens: readonly Token[], end: number): Inline[] => {
  const builder = new TreeBuilder()
  for (const token of tokens) {
    if (token.type === 'delimiter') builder.delimiter(token)
    else builder.add(token)
  }
  return builder.finish(end)
}

/** Links do not nest: the ones inside become their text. */
export const withoutLinks = (nodes: readonly Inline[]): Inline[] => nodes.flatMap(unlink)

const unlink = (node: Inline): Inline[] => {
  if (node.type === 'link') return withoutLinks(node.children)
  if (node.type === 'em' || node.type === 'strong' || node.type === 'del') {
    return [{...node, children: withoutLinks(node.children)}]
  }
  return [node]
}
