import {isDefinitionOf} from '../text/head.ts'
import {stemSet} from '../text/words.ts'
import type {PageHint, Passage} from './types.ts'

/** A row of the full-text search before re-ranking. `bm25` is SQLite's: negative, lower is better. */
export interface Candidate extends Omit<Passage, 'score' | 'coverage'> {
  readonly part: number
  readonly bm25: number
  readonly version: string | null
}

export interface RankedCandidate extends Candidate {
  readonly score: number
  readonly coverage: number
  /** Share (0 to 1) of the own heading's words that are in the query. */
  readonly exactness: number
}

/** Inverse document frequency of a stem found in `frequency` of `total` passages, always above zero. */
export function idf(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
}

/**
 * Orders candidates by word rank, by how much of the question they cover, by what their headings cover and by nearness to
 * the reader's page. BM25 over an OR query alone lets one rare word beat a passage that answers the whole question.
 *
 * @param head stem of the noun asked about, if the question has one
 * @param weights idf of each of the query's stems; a stem unknown to the index weighs most
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  weights: ReadonlyMap<string, number>,
  page: PageHint | undefined,
  head: string | null,
): RankedCandidate[] {
  const total = sum(weights.values())
  const best = Math.min(...candidates.map((candidate) => candidate.bm25), -Number.EPSILON)
  const ranked = candidates.map((candidate) => {
    const heading = stemSet(candidate.headingPath.join(' '))
    const own = stemSet(candidate.headingPath.at(-1) ?? candidate.title)
    const body = stemSet(`${candidate.text} ${candidate.code.map((block) => block.code).join(' ')}`)
    const coverage = share(weights, total, (stem) => heading.has(stem) || body.has(stem))
    const headingCoverage = share(weights, total, (stem) => heading.has(stem))
    // A heading that is only the thing asked for ("Topics" for "what is a topic") is where it is explained.
    const exactness = own.size === 0 ? 0 : [...own].filter((stem) => weights.has(stem)).length / own.size
    const words = 0.4 * (candidate.bm25 / best) + 0.35 * coverage + 0.2 * headingCoverage + 0.2 * exactness
    const definition = head !== null && defines(candidate, head) ? 0.2 : 0
    const score = words + definition + nearness(candidate, page)
    return {...candidate, score, coverage, exactness}
  })
  return ranked.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

/** Whether one of the first sentences says what the thing asked about is. */
function defines(candidate: Candidate, head: string): boolean {
  return candidate.text
    .slice(0, 1_000)
    .split(/(?<=[.!?])\s/)
    .some((sentence) => isDefinitionOf(head, sentence))
}

function nearness(candidate: Candidate, page: PageHint | undefined): number {
  if (page === undefined) return 0
  const version = page.version !== undefined && candidate.version === page.version ? 0.05 : 0
  const path = sitePath(page.url)
  if (path === null) return version
  const [candidatePath, candidateAnchor] = splitAnchor(candidate.url)
  const [pagePath, pageAnchor] = splitAnchor(path)
  if (trimSlash(candidatePath) !== trimSlash(pagePath)) return version
  return version + (pageAnchor !== '' && pageAnchor === candidateAnchor ? 0.12 : 0.08)
}

function sitePath(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url, 'http://site.invalid')) return null
  const parsed = new URL(url, 'http://site.invalid')
  return parsed.pathname + parsed.hash
}

function splitAnchor(url: string): [path: string, anchor: string] {
  const at = url.indexOf('#')
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

function trimSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

function share(weights: ReadonlyMap<string, number>, total: number, has: (stem: string) => boolean): number {
  if (total === 0) return 0
  return sum([...weights].filter(([stem]) => has(stem)).map(([, weight]) => weight)) / total
}

function sum(values: Iterable<number>): number {
  let result = 0
  for (const value of values) result += value
  return result
}
