import {hasStem} from '../index/features.ts'
import {isAside} from '../text/aside.ts'
import {definitionScore, type Definition, type Name} from '../text/definition.ts'
import type {Form} from '../text/form.ts'
import type {Alternative, Alternatives} from './query.ts'
import type {PageHint} from './types.ts'

/** What a row of the full-text search is ranked by. `bm25` is SQLite's: negative, lower is better. */
export interface Candidate {
  readonly row: number
  readonly id: string
  readonly url: string
  readonly version: string | null
  readonly bm25: number
  /** Lists of stems as `readFeatures` writes them: of the heading path, of the last heading, of text and code. */
  readonly headingStems: string
  readonly ownStems: string
  readonly bodyStems: string
  /** List of forms, likewise. */
  readonly forms: string
  readonly defines: readonly Definition[]
}

export interface RankedCandidate extends Candidate {
  readonly score: number
  readonly coverage: number
  /** Share (0 to 1) of the query's weight that its headings have. */
  readonly headingCoverage: number
  /** How many of the query's stems it has, itself or by a word that says the same. */
  readonly matched: number
  /** Share (0 to 1) of the own heading's words that are in the query. */
  readonly exactness: number
}

/** What a question wants. */
export interface Wanted {
  /** Idf of each of its stems; a stem unknown to the index weighs most. */
  readonly weights: ReadonlyMap<string, number>
  readonly page?: PageHint | undefined
  /** Names of the one thing asked about, if there is one: passages that define it go first. */
  readonly subject: readonly Name[]
  /** The forms asked for: passages that have them go first. */
  readonly forms?: readonly Form[]
  /** What says the same as one of its own stems, for some of them. */
  readonly alternatives?: Alternatives
}

/** What a passage gains that has the form asked for. */
const FORM_GAIN = 0.12

/** Exercises ask what their chapter answers. */
const ASIDE_LOSS = 0.15

/** Inverse document frequency of a stem found in `frequency` of `total` passages, always above zero. */
export function idf(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
}

/**
 * Orders candidates by word rank, by how much of the question they cover, by what their headings cover and by nearness to
 * the reader's page. BM25 over an OR query alone lets one rare word beat a passage that answers the whole question.
 *
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  {weights, page, subject, forms = [], alternatives = new Map()}: Wanted,
): RankedCandidate[] {
  const total = sum(weights.values())
  const partIn = (stem: string, has: (one: string) => boolean): number =>
    has(stem) ? 1 : bestOf(alternatives.get(stem) ?? [], has)
  const best = Math.min(...candidates.map((candidate) => candidate.bm25), -Number.EPSILON)
  const ranked = candidates.map((candidate) => {
    const {headingStems, ownStems, bodyStems} = candidate
    const inHeading = (one: string): boolean => hasStem(headingStems, one)
    const anywhere = (one: string): boolean => inHeading(one) || hasStem(bodyStems, one)
    const coverage = share(weights, total, (stem) => partIn(stem, anywhere))
    const headingCoverage = share(weights, total, (stem) => partIn(stem, inHeading))
    // A heading that is only the thing asked for ("Topics" for "what is a topic") is where it is explained.
    const own = ownStems.trim().split(' ')
    const exactness = own.filter((stem) => weights.has(stem)).length / own.length
    const words =
      0.4 * (candidate.bm25 / best) + 0.5 * coverage + 0.2 * headingCoverage + 0.2 * exactness * headingCoverage
    const definition = Math.max(0, ...candidate.defines.map((defined) => definitionScore(defined, subject)))
    const form = forms.length === 0 ? 0 : forms.filter((one) => hasStem(candidate.forms, one)).length / forms.length
    const place = nearness(candidate, page) - (isAside(candidate.url) ? ASIDE_LOSS : 0)
    const score = words + 0.3 * definition + FORM_GAIN * form + place
    const matched = [...weights.keys()].filter((stem) => partIn(stem, anywhere) > 0).length
    return {...candidate, score, coverage, headingCoverage, matched, exactness}
  })
  return ranked.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

/** Only decides between passages that are about as good: a reader often asks about something else than the page at hand. */
function nearness(candidate: Candidate, page: PageHint | undefined): number {
  if (page === undefined) return 0
  const version = page.version !== undefined && candidate.version === page.version ? 0.05 : 0
  const path = sitePath(page.url)
  if (path === null) return version
  const [candidatePath, candidateAnchor] = splitAnchor(candidate.url)
  const [pagePath, pageAnchor] = splitAnchor(path)
  if (trimSlash(candidatePath) !== trimSlash(pagePath)) return version
  return version + (pageAnchor !== '' && pageAnchor === candidateAnchor ? 0.04 : 0.025)
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

function bestOf(alternatives: readonly Alternative[], has: (stem: string) => boolean): number {
  return Math.max(0, ...alternatives.filter(({stems}) => stems.every(has)).map(({worth}) => worth))
}

/** @param partOf how much (0 to 1) of a stem is there */
function share(weights: ReadonlyMap<string, number>, total: number, partOf: (stem: string) => number): number {
  if (total === 0) return 0
  return sum([...weights].map(([stem, weight]) => weight * partOf(stem))) / total
}

function sum(values: Iterable<number>): number {
  let result = 0
  for (const value of values) result += value
  return result
}
