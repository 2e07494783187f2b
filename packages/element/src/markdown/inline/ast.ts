import type {CitationGroup} from '../citations.ts'
import type {LinkDefinition} from '../parse/ast.ts'

/** Positions are offsets in the run's text. A text whose value is as long as its span maps character by character. */
type Span = {start: number; end: number}

export type Text = Span & {type: 'text'; value: string}
export type Emphasis = Span & {type: 'em' | 'strong' | 'del'; children: readonly Inline[]}
export type CodeSpan = Span & {type: 'code'; value: string}
/** `pending`: its end has not come. */
export type InlineMath = Span & {type: 'math'; tex: string; display: boolean; pending: boolean}
export type Link = Span & {type: 'link'; href: string; title: string; children: readonly Inline[]}
export type Image = Span & {type: 'image'; src: string; title: string; alt: string}
export type Break = Span & {type: 'break'}
export type NoteReference = Span & {type: 'note'; label: string}
/** Not from the text: put in where the text is cited. */
export type Citation = Span & {type: 'citation'; group: CitationGroup}
export type Inline = Text | Emphasis | CodeSpan | InlineMath | Link | Image | Break | NoteReference | Citation

/** What labels mean. Labels are normalised. */
export type Resolver = {
  link: (label: string) => LinkDefinition | undefined
  hasNote: (label: string) => boolean
}

/** The words a reader would see. */
export const plainText = (nodes: readonly Inline[]): string => nodes.map(textOf).join('')

const textOf = (node: Inline): string => {
  switch (node.type) {
    case 'text':
    case 'code':
      return node.value
    case 'math':
      return node.tex
    case 'image':
      return node.alt
    case 'break':
      return '\n'
    case 'note':
    case 'citation':
      return ''
    default:
      return plainText(node.children)
  }
}
