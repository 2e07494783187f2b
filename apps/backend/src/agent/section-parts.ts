import type {CodeBlock, Section} from '../search/types.ts'

/** Characters of text and code that a model is given of a section at once: about 2,000 tokens. */
const PART_LENGTH = 8_000

/** As much of a section as fits at once. */
export interface SectionPart {
  readonly text: string
  readonly code: readonly CodeBlock[]
}

/**
 * Cuts a section into parts of at most `length` characters, between paragraphs and code blocks where it can, first the text and then
 * the code. There is at least one part, and nothing is left out.
 */
export function cutIntoParts({text, code}: Pick<Section, 'text' | 'code'>, length = PART_LENGTH): SectionPart[] {
  const pieces: (string | CodeBlock)[] = [
    ...text.split(/\n{2,}/).flatMap((paragraph) => cutText(paragraph, length)),
    ...code.flatMap(({language, title, code: whole}) =>
      cutText(whole, length).map((piece) => ({language, title, code: piece})),
    ),
  ]
  const parts: {text: string[]; code: CodeBlock[]}[] = [{text: [], code: []}]
  let room = length
  for (const piece of pieces) {
    const size = typeof piece === 'string' ? piece.length : piece.code.length
    if (size > room && room < length) {
      parts.push({text: [], code: []})
      room = length
    }
    room -= size
    const part = parts.at(-1)
    if (typeof piece === 'string') part?.text.push(piece)
    else part?.code.push(piece)
  }
  return parts.map((part) => ({text: part.text.join('\n\n'), code: part.code}))
}

/** Between lines where it can. */
function cutText(text: string, length: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > length) {
    const newline = rest.lastIndexOf('\n', length)
    const at = newline > length / 2 ? newline : beforePair(rest, length)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at).replace(/^\n/, '')
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest]
}

/** One less where the cut would part the two halves of a character. */
function beforePair(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') ? at - 1 : at
}
