import {type Block, type Paragraph, sliceRun} from './ast.ts'
import {normalizeLabel} from './links.ts'
import {type Definitions, type OpenBlock, type OpenMath, type OpenParagraph, toRun} from './open.ts'
import {takeReferences} from './references.ts'

const closeParagraph = (
  {start, end, text, map}: OpenParagraph | OpenMath,
  definitions: Definitions,
): Paragraph | undefined => {
  const textStart = takeReferences(text, definitions.links)
  const run = textStart === 0 ? toRun({text, map}) : sliceRun({text: text.trimEnd(), map}, textStart)
  return run.text === '' ? undefined : {type: 'paragraph', start, end, run}
}

/** The finished form of an open block; undefined if it leaves nothing to show. Its children have been closed before. */
export const closeBlock = (block: OpenBlock, definitions: Definitions): Block | undefined => {
  const {start, end} = block
  switch (block.kind) {
    case 'document':
      return undefined
    case 'quote':
      return {type: 'quote', start, end, children: block.children}
    case 'list':
      return {type: 'list', start, end, first: block.first, loose: block.loose, children: block.children}
    case 'item':
      return {type: 'item', start, end, task: block.task, children: block.children}
    case 'note': {
      const note = {type: 'note' as const, start, end, label: normalizeLabel(block.label), children: block.children}
      if (!definitions.notes.has(note.label)) definitions.notes.set(note.label, note)
      return undefined
    }
    case 'paragraph':
      return closeParagraph(block, definitions)
    case 'math':
      // A blank line or the end came before the closing mark: then it was no formula.
      return closeParagraph(block, definitions)
    case 'code': {
      // Trimmed by hand: a pattern for blanks before the end is quadratic in blanks elsewhere.
      const text = block.fence ? block.text : `${block.text.trimEnd()}\n`
      return {type: 'code', start, end, language: block.language, text, closed: true}
    }
    case 'html':
      return {type: 'html', start, end, text: block.text.trimEnd()}
    default:
      return {type: 'table', start, end, align: block.align, head: block.head, rows: block.rows}
  }
}
