import type {Line} from './line.ts'
import type {OpenBlock, OpenCode} from './open.ts'

/** Does an open block go on in this line? 'end' means that the line is its last and holds nothing else. */
type Goes = 'on' | 'end' | 'no'

const skipColumns = (line: Line, columns: number): void => line.advanceColumns(Math.min(columns, line.indent))

const isClosingFence = (line: Line, {char, length}: NonNullable<OpenCode['fence']>): boolean => {
  if (line.indent >= 4 || line.text[line.nonspace] !== char) return false
  const content = line.content().trimEnd()
  if (content.length < length) return false
  for (const other of content) if (other !== char) return false
  return true
}

const continueCode = (code: OpenCode, line: Line): Goes => {
  if (code.fence) {
    if (isClosingFence(line, code.fence)) return 'end'
    skipColumns(line, code.fence.indent)
    return 'on'
  }
  if (line.indent >= 4) line.advanceColumns(4)
  else if (line.blank) line.advanceToNonspace()
  else return 'no'
  return 'on'
}

/** Takes the block's own part of the line: its mark, its indent. `isTip`: no open block is inside it. */
export const continueBlock = (block: OpenBlock, line: Line, isTip: boolean): Goes => {
  switch (block.kind) {
    case 'document':
    case 'list':
      return 'on'
    case 'quote':
      if (line.indent >= 4 || line.text[line.nonspace] !== '>') return 'no'
      line.advanceToNonspace()
      line.advance(1)
      if (line.nextIsSpace()) line.advanceColumns(1)
      return 'on'
    case 'item':
    case 'note': {
      const indent = block.kind === 'item' ? block.indent : 4
      if (line.blank) {
        if (isTip && block.children.length === 0) return 'no'
        line.advanceToNonspace()
        return 'on'
      }
      if (line.indent < indent) return 'no'
      line.advanceColumns(indent)
      return 'on'
    }
    case 'code':
      return continueCode(block, line)
    case 'html':
      return line.blank && !block.until ? 'no' : 'on'
    default:
      return line.blank ? 'no' : 'on'
  }
}
