import {createHash} from 'node:crypto'
import {z} from 'zod'
import {hashText} from '../../embeddings/vectors.ts'
import {fingerprint} from '../../index/passages.ts'
import {prepareSection, readSpellings} from '../../index/prepare.ts'
import {siteInfo, type ContentSection} from '../../index/schema.ts'
import {NO_NAMES, type SameNames} from '../../text/names.ts'
import {countTerms, type TermCounts} from './sparse.ts'

/** Bumped whenever what is stored changes: a collection of another layout is built anew. */
export const LAYOUT = 3

/** What is stored of a passage beside its vectors. */
export const passagePayload = z.object({
  section: z.string(),
  part: z.number(),
  /** Place of the section in the index, for the order on its page. */
  place: z.number(),
  url: z.string(),
  /** The URL without its anchor. */
  page: z.string(),
  title: z.string(),
  headings: z.array(z.string()),
  text: z.string(),
  code: z.array(z.object({language: z.string(), title: z.string().nullable(), code: z.string()})),
  /** '' outside docs: null cannot be matched together with values. */
  version: z.string(),
  locale: z.string(),
  /** Changes when the section does. */
  print: z.string(),
  text_hash: z.string(),
  heading_stems: z.string(),
  own_stems: z.string(),
  body_stems: z.string(),
  forms: z.string(),
  defines: z.string(),
})
export type PassagePayload = z.infer<typeof passagePayload>

/** What is stored once a collection, in a point without vectors, which no search finds. */
export const metaPayload = z.object({
  /** Of everything that the collection was built from. */
  digest: z.string(),
  site: siteInfo,
  sections: z.number(),
  passages: z.number(),
  versions: z.array(z.string()),
  /** Model and dimension of the dense vectors; null without. */
  model: z.string().nullable(),
  dimension: z.number().nullable(),
  /** JSON: the stems of the site with the number of passages that have each. Qdrant does not tell them. */
  stems: z.string(),
  /** JSON: words as they are spelled, for questions with a slip in them. */
  words: z.string(),
  /** JSON: pairs of names that the site gives to one thing. */
  names: z.string(),
})
export type MetaPayload = z.infer<typeof metaPayload>

/** A passage on its way into a collection. */
export interface PendingPoint {
  readonly id: string
  readonly payload: PassagePayload
  readonly terms: TermCounts
  /** What a model makes the dense vector of. */
  readonly embedded: string
}

/** @param names of the site, which are looked for as a whole where they have several words */
export function preparePoints(
  section: ContentSection,
  place: number,
  locale: string,
  names: SameNames = NO_NAMES,
): PendingPoint[] {
  const {title, headings, passages} = prepareSection(section)
  return passages.map(({part, text, code, source, features, embedded}) => ({
    id: toPointId(`${section.id}~${part}`),
    terms: countTerms({heading: headings.join(' / '), title, text, code: source}, names),
    embedded,
    payload: {
      section: section.id,
      part,
      place,
      url: section.url,
      page: section.url.replace(/#.*/, ''),
      title,
      headings: [...headings],
      text,
      code: [...code],
      version: section.version ?? '',
      locale,
      print: hashText(fingerprint(section)),
      text_hash: hashText(embedded),
      heading_stems: features.heading,
      own_stems: features.own,
      body_stems: features.body,
      forms: features.forms,
      defines: features.defines,
    },
  }))
}

/** Passages that have each stem. */
export function countStems(points: readonly PendingPoint[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {payload} of points) {
    const stems = new Set(`${payload.heading_stems} ${payload.body_stems}`.split(' ').filter(Boolean))
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return counts
}

/** Words that a slip of the keyboard may have meant. */
export function listWords(points: readonly PendingPoint[]): string[] {
  const found = new Set<string>()
  for (const {payload} of points) {
    for (const word of readSpellings(payload.headings, payload.text)) found.add(word)
  }
  return [...found]
}

export const META_ID = toPointId('meta')

/** Qdrant takes whole numbers and UUIDs as ids: the same passage has the same one in every build. */
export function toPointId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
