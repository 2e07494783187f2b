import {formsAsked} from '../text/form.ts'
import {stem as stemWord} from '../text/stem.ts'
import {readSubject} from '../text/subject.ts'
import {mergePassages, type FoundPassage} from './merge.ts'
import {numberedNames} from '../text/words.ts'
import type {SearchQuery} from './query.ts'
import {idf, rankCandidates, type Candidate, type RankedCandidate} from './rank.ts'
import type {SearchRequest, SearchResult} from './types.ts'

/**
 * A question is answered when there is this much evidence that some passage does: how much of it (by idf) the passage covers,
 * and, since a passage about something else has a word or two in common with any question, how much of that its headings
 * have and how many words that is. More is needed when the question has words that the site never uses, for those are what it
 * is about as often as not. Chosen on the textbook's own questions (`npm run eval`), and on those about the READMEs asked of
 * the textbook and the reverse, which show how much of what is not there is taken for an answer: between the most that an open
 * question without an answer has (0.40) and the least that a rightly answered one needs (0.54).
 */
const MIN_EVIDENCE = 0.5
const EVIDENCE_OF_HEADING = 0.4
const EVIDENCE_OF_WORD = 0.05
const MOST_WORDS = 4
const MIN_EVIDENCE_OF_UNKNOWN = 0.2
const FIRST = 3
/** Share of that which the other passages of an answered question must have. */
const BESIDE = 0.85
/** Enough for a section whose heading is nothing but what was asked for: "Topic", for "what is a ROS 2 topic". */
const MIN_COVERAGE_OF_EXACT = 0.25

/** What choosing has to know of the index that the candidates come from. */
export interface CandidateSource {
  /** Passages in the index. */
  readonly total: number
  /** Passages that have a stem. */
  frequency(stem: string): number
  /** What is shown of a candidate; asked for as few as are needed. */
  load(candidate: RankedCandidate): FoundPassage
  /** How near candidates (by row) are to the question in meaning; null without embeddings. */
  readonly meaning?: Meaning | null
}

export interface Meaning {
  readonly similarity: ReadonlyMap<number, number>
  /** Similarity from which a passage answers even if it shares no word with the question. */
  readonly least: number
}

/**
 * What the passage nearest in meaning gains in rank, others by how far they stand out. Models differ in what similarity even
 * unrelated texts have (0.1 to 0.75): only the differences between passages say something.
 */
const MEANING_WEIGHT = 0.2
/** From how far a passage must stand out to be shown beside one that answers. */
const MEANING_BESIDE = 0.4
/**
 * Share of the way from the least similarity to 1 that is asked for on top when the site uses none of the question's words. Near
 * to the subject but not on the site is what models cannot tell: "surgical robots" are like robots.
 */
const MEANING_OF_UNKNOWN = 0.6
/** Passages of a site whose silence counts in full. A small one lacks most words, also of what it does say. */
const LARGE_SITE = 400

/** From what an engine retrieved to what it answers: ranked, cut at what does not answer, merged. The same for every engine. */
export function choosePassages(
  request: SearchRequest,
  query: SearchQuery,
  candidates: readonly Candidate[],
  source: CandidateSource,
): SearchResult {
  if (candidates.length === 0) return {passages: [], nearest: []}
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? 6), 1), 20)
  const {meaning = null} = source
  const frequencies = new Map(query.stems.map((stem) => [stem, frequencyOf(stem, query, source)]))
  const asked = weighNames(weighStems(frequencies, request.query, source.total), query.names)
  const weights = new Map(Array.from(asked, ([stem, weight]) => [stem, query.weak.has(stem) ? weight * WEAK : weight]))
  const byWords = rankCandidates(candidates, {
    weights,
    page: request.page,
    subject: readSubject(request.query),
    forms: formsAsked(request.query),
    alternatives: query.alternatives,
  })
  const foreignAside = unknownShare(ofKnownScripts(weights, frequencies), frequencies)
  const near = meaning === null ? null : readNearness(meaning, foreignAside * Math.min(1, source.total / LARGE_SITE))
  const ranked = near === null ? byWords : addMeaning(byWords, near)
  const answering = new Set(findRelevant(byWords, unknownShare(weights, frequencies), near).map(({row}) => row))
  const relevant = ranked.filter(({row}) => answering.has(row))
  const load = (some: readonly RankedCandidate[], most: number) => mergePassages(loadEach(some, source), most)
  if (relevant.length === 0) return {passages: [], nearest: load(ranked, 3)}
  return {passages: load(relevant, limit), nearest: []}
}

interface Nearness {
  /** How far (0 to 1) a row stands out among the passages nearest to the question. */
  standing(row: number): number
  /** Whether a row is near enough to answer by that alone. */
  answers(row: number): boolean
}

/** @param unknown how much (0 to 1) of the question seems not to be on the site */
function readNearness({similarity, least}: Meaning, unknown: number): Nearness {
  const enough = least + (1 - least) * MEANING_OF_UNKNOWN * unknown
  const best = Math.max(...similarity.values())
  const floor = Math.min(...similarity.values())
  const span = best - floor || 1
  return {
    standing: (row) => ((similarity.get(row) ?? floor) - floor) / span,
    answers: (row) => (similarity.get(row) ?? 0) >= enough,
  }
}

function addMeaning(ranked: readonly RankedCandidate[], near: Nearness): RankedCandidate[] {
  return ranked
    .map((candidate) => ({...candidate, score: candidate.score + MEANING_WEIGHT * near.standing(candidate.row)}))
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

/** @param unknown share (0 to 1) of the question's weight that no passage has */
function findRelevant(
  ranked: readonly RankedCandidate[],
  unknown: number,
  near: Nearness | null,
): readonly RankedCandidate[] {
  const enough = MIN_EVIDENCE + MIN_EVIDENCE_OF_UNKNOWN * unknown
  // Only the first: far down some passage always has a few of the words, each of them for another reason.
  const isAnswered = ranked.slice(0, FIRST).some((candidate) => evidenceOf(candidate) >= enough)
  const answers = (candidate: RankedCandidate): boolean =>
    (isAnswered && evidenceOf(candidate) >= enough * BESIDE) ||
    (candidate.exactness === 1 && candidate.coverage >= MIN_COVERAGE_OF_EXACT) ||
    near?.answers(candidate.row) === true
  if (near === null || !ranked.some(answers)) return ranked.filter(answers)
  return ranked.filter((candidate) => answers(candidate) || near.standing(candidate.row) >= MEANING_BESIDE)
}

/**
 * Without the question's words of other letters than Latin ones, if the site has none of them: they are of another language, which
 * says nothing about the subject.
 */
function ofKnownScripts(
  weights: ReadonlyMap<string, number>,
  frequencies: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const isForeign = (stem: string): boolean => /(?!\p{Script=Latin})\p{L}/u.test(stem)
  const isKnown = [...frequencies].some(([stem, found]) => found > 0 && isForeign(stem))
  return isKnown ? weights : new Map([...weights].filter(([stem]) => !isForeign(stem)))
}

function evidenceOf({coverage, headingCoverage, matched}: RankedCandidate): number {
  return coverage + EVIDENCE_OF_HEADING * headingCoverage + EVIDENCE_OF_WORD * Math.min(matched, MOST_WORDS)
}

function unknownShare(weights: ReadonlyMap<string, number>, frequencies: ReadonlyMap<string, number>): number {
  let total = 0
  let unknown = 0
  for (const [stem, weight] of weights) {
    total += weight
    if (frequencies.get(stem) === 0) unknown += weight
  }
  return total === 0 ? 0 : unknown / total
}

function* loadEach(candidates: readonly RankedCandidate[], source: CandidateSource): Generator<FoundPassage> {
  for (const candidate of candidates) yield source.load(candidate)
}

/** Passages that have a stem; for one that none has, those that have a word that says the same. */
function frequencyOf(stem: string, {alternatives}: SearchQuery, source: CandidateSource): number {
  const own = source.frequency(stem)
  if (own > 0) return own
  const others = (alternatives.get(stem) ?? []).map(({stems}) => Math.min(...stems.map((one) => source.frequency(one))))
  return Math.max(0, ...others)
}

function weighStems(frequencies: ReadonlyMap<string, number>, question: string, total: number): Map<string, number> {
  const deeds = readDeeds(question)
  const numbered = new Set(numberedNames(question).map(stemWord))
  const names = new Set([...readProperNames(question), ...numbered])
  return new Map(
    Array.from(frequencies, ([stem, found]) => {
      // What is asked of "GPT-4" is not answered by a text that never names it.
      const factor = found > 0 ? 1 : names.has(stem) ? 2 : deeds.has(stem) ? UNKNOWN_DEED : 1
      const weight = idf(found, total) * factor
      // The "2" of "ROS 2" says little by itself.
      return [stem, /^\d{1,2}$/.test(stem) || (found > 0 && numbered.has(stem)) ? weight / 3 : weight]
    }),
  )
}

/** What a word counts that only stands around the question: enough to tell which of the places with the question's own words. */
const WEAK = 0.3

/** A name says hardly more in several words than in one, which would outweigh what is asked about the thing. */
function weighNames(weights: ReadonlyMap<string, number>, names: SearchQuery['names']): Map<string, number> {
  const shared = new Map(weights)
  for (const stems of names) {
    const own = stems.map((one) => weights.get(one) ?? 0)
    const sum = own.reduce((total, one) => total + one, 0)
    for (const [at, one] of stems.entries()) {
      if (weights.has(one)) shared.set(one, (own[at] ?? 0) * Math.sqrt(Math.max(...own) / sum))
    }
  }
  return shared
}

/** "How do I undo …", "instead of scraping …": what somebody does, and not the thing that is asked about. */
const DEEDS =
  /\b(?:i|we|you|they|one)\s+(?:(?:can|could|should|must|may|might|will|would)\s+)?(\p{L}+)|\b(?:of|without|by|from|when|while|before|after)\s+(\p{L}+ing)\b/giu
/** What a verb counts that the site never uses: it is put in other words more often than a noun. */
const UNKNOWN_DEED = 0.5

function readDeeds(question: string): Set<string> {
  return new Set(
    Array.from(question.matchAll(DEEDS), ([, verb, gerund]) => stemWord((verb ?? gerund ?? '').toLowerCase())),
  )
}

/** Stems of what is written like a name: with a capital inside, all in capitals, with a digit, or with a capital in a sentence. */
function readProperNames(query: string): Set<string> {
  const written = query.match(/[\p{L}\p{N}]+/gu) ?? []
  const isTitle = written.every((word) => word !== word.toLowerCase())
  return new Set(
    written
      .filter((word, at) => /^.+\p{Lu}|\p{L}\p{N}/u.test(word) || (!isTitle && at > 0 && /^\p{Lu}/u.test(word)))
      .map((word) => stemWord(word.toLowerCase())),
  )
}
