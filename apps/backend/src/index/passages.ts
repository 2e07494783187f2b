import type {ContentSection} from './schema.ts'

/** Characters a passage aims at: long enough to answer on its own, short enough that six fit a small model's context. */
const TARGET = 1_200

/**
 * Cuts a section into passages at paragraph boundaries, and at sentence ends or words only inside a paragraph that is too
 * long by itself. Always returns at least one part, so that a section of nothing but code is found too.
 */
export function splitText(text: string, target: number = TARGET): string[] {
  const parts: string[] = []
  let current = ''
  for (const paragraph of text.split(/\n{2,}/).flatMap((one) => cutLong(one.trim(), target))) {
    if (paragraph === '') continue
    if (current !== '' && current.length + paragraph.length > target) {
      parts.push(current)
      current = ''
    }
    current = current === '' ? paragraph : `${current}\n\n${paragraph}`
  }
  if (current !== '' || parts.length === 0) parts.push(current)
  return parts
}

function cutLong(paragraph: string, target: number): string[] {
  const limit = target * 1.5
  const pieces: string[] = []
  let rest = paragraph
  while (rest.length > limit) {
    const window = rest.slice(0, target)
    const end = lastEnd(window)
    const space = window.lastIndexOf(' ')
    const cut = end > target / 2 ? end + 1 : space > target / 2 ? space : target
    pieces.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  pieces.push(rest)
  return pieces
}

/** Where a line or a sentence ends last; -1 where none does. A semicolon is no end of English sentences, but of most Urdu ones that are as long. */
function lastEnd(text: string): number {
  return Math.max(text.lastIndexOf('\n'), ...['. ', '۔ ', '؟ ', '! ', '؛ '].map((end) => text.lastIndexOf(end)))
}

/** What makes a section's rows stale (no NUL between: SQLite text ends there): its content hash, and what is shown of it beside its text. */
export function fingerprint(section: ContentSection): string {
  return [section.hash, section.url, section.title, ...section.headingPath].join('\n')
}
