import type {LinkDefinition} from './ast.ts'
import {normalizeLabel, scanDestination, scanLabel, scanTitle, skipBlanks} from './links.ts'

/** The offset after a line's end if nothing but blanks is left on the line, else -1. */
const lineEnd = (text: string, from: number): number => {
  let i = from
  while (text[i] === ' ' || text[i] === '\t') i++
  if (i >= text.length) return i
  return text[i] === '\n' ? i + 1 : -1
}

type Reference = {label: string; definition: LinkDefinition; end: number}

/** `[label]: destination "title"` at an offset. */
const scanReference = (text: string, from: number): Reference | undefined => {
  const label = scanLabel(text, from)
  if (!label || text[label.end] !== ':') return undefined
  const start = skipBlanks(text, label.end + 1)
  const destination = scanDestination(text, start)
  if (!destination || destination.end === start) return undefined
  const name = normalizeLabel(label.value)
  const titleStart = skipBlanks(text, destination.end)
  const title = titleStart > destination.end ? scanTitle(text, titleStart) : undefined
  const afterTitle = title ? lineEnd(text, title.end) : -1
  if (title && afterTitle >= 0) {
    return {label: name, definition: {href: destination.value, title: title.value}, end: afterTitle}
  }
  const end = lineEnd(text, destination.end)
  return end < 0 ? undefined : {label: name, definition: {href: destination.value, title: ''}, end}
}

/** Reads the link definitions at the start of a paragraph. Returns the offset at which its text begins. */
export const takeReferences = (text: string, links: Map<string, LinkDefinition>): number => {
  let at = 0
  while (text[at] === '[') {
    const reference = scanReference(text, at)
    if (!reference) break
    if (!links.has(reference.label)) links.set(reference.label, reference.definition)
    at = reference.end
  }
  return at
}
