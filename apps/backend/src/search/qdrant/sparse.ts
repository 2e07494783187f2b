import {findNames, NO_NAMES, type SameNames} from '../../text/names.ts'
import {stem} from '../../text/stem.ts'
import {expandForIndex, splitIdentifier, words} from '../../text/words.ts'
import type {SearchQuery} from '../query.ts'

/** As Qdrant takes it: each index once. */
export interface SparseVector {
  readonly indices: number[]
  readonly values: number[]
}

/** The texts of a passage, as the embedded engine's columns have them. */
export interface PassageFields {
  readonly heading: string
  readonly title: string
  readonly text: string
  readonly code: string
}

/** What a word in each of them counts: the weights of the embedded engine. */
const WEIGHTS: Readonly<Record<keyof PassageFields, number>> = {
  heading: 6,
  title: 3,
  text: 1,
  code: 1.5,
}
const K1 = 1.2
const B = 0.75

/** Weighted term counts of a passage, and how many words it has. */
export interface TermCounts {
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
}

/** @param names of the site, which are looked for as a whole where they have several words */
export function countTerms(fields: PassageFields, names: SameNames = NO_NAMES): TermCounts {
  const counts = new Map<string, number>()
  let length = 0
  for (const [field, weight] of Object.entries(WEIGHTS)) {
    const text = fields[field as keyof PassageFields]
    const single = words(expandForIndex(text)).map(stem)
    length += single.length
    for (const term of [...single, ...compounds(text), ...phrasesOf(text, names)])
      counts.set(term, (counts.get(term) ?? 0) + weight)
  }
  return {counts, length}
}

/**
 * BM25 without its inverse document frequency, which Qdrant multiplies with by its `idf` modifier.
 *
 * @param averageLength words a passage has on average over the whole index
 */
export function toDocumentVector({counts, length}: TermCounts, averageLength: number): SparseVector {
  const norm = K1 * (1 - B + (B * length) / Math.max(averageLength, 1))
  return toSparse([...counts].map(([term, count]) => [term, (count * (K1 + 1)) / (count + norm)]))
}

/** What a name counts in one of its forms: a passage that has them all says no more of the question than one that has one. */
const FORM_OF_NAME = 0.5

export function toQueryVector({terms, variants, names}: SearchQuery): SparseVector {
  const weights = new Map<string, number>()
  for (const {stems} of variants.flat()) weights.set(stems.join(' '), FORM_OF_NAME)
  for (const {stems} of terms) weights.set(stems.join(' '), 1)
  for (const name of names) for (const one of name) weights.set(one, FORM_OF_NAME / name.length)
  return toSparse([...weights])
}

/**
 * What a query looks for side by side, as far as it can be told when a text is taken in: the parts of a compound
 * (`ros2_control`, `SensorDataQoS`), and a number with the word before it ("ROS 2").
 */
function compounds(text: string): string[] {
  const found: string[] = []
  const add = (parts: readonly string[]): void => {
    if (parts.length > 1 && parts.length < 8) found.push(parts.map(stem).join(' '))
  }
  let last: string | null = null
  for (const chunk of text.split(/\s+/)) {
    const parts = words(chunk)
    add(parts)
    for (const word of parts) {
      if (last !== null && /^\d{1,2}$/.test(word)) add([last, word])
      last = word
    }
    for (const word of chunk.match(/[\p{L}\p{N}]+/gu) ?? []) {
      const split = splitIdentifier(word)
      if (split !== null) add(words(split))
    }
  }
  return found
}

/** The names of several words in a text. */
function phrasesOf(text: string, names: SameNames): string[] {
  return findNames(text, names)
    .map(({key}) => key)
    .filter((key) => key.includes(' '))
}

function toSparse(terms: readonly (readonly [term: string, value: number])[]): SparseVector {
  const values = new Map<number, number>()
  for (const [term, value] of terms) {
    const index = hashTerm(term)
    values.set(index, (values.get(index) ?? 0) + value)
  }
  return {indices: [...values.keys()], values: [...values.values()]}
}

/** 32-bit FNV-1a. Among 100,000 terms about one pair falls together, which costs next to nothing. */
export function hashTerm(term: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(term)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
