import {stem as stemWord} from '../text/stem.ts'
import {readSubject} from '../text/subject.ts'
import {mergePassages, type FoundPassage} from './merge.ts'
import type {SearchQuery} from './query.ts'
import {idf, rankCandidates, type Candidate, type RankedCandidate} from './rank.ts'
import type {SearchRequest, SearchResult} from './types.ts'

/** Passages that cover less of the question than this (by idf) do not answer it. Chosen on the textbook's own questions. */
export const MIN_COVERAGE = 0.45
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
}

/** From what an engine retrieved to what it answers: ranked, cut at what does not answer, merged. The same for every engine. */
export function choosePassages(
  request: SearchRequest,
  query: SearchQuery,
  candidates: readonly Candidate[],
  source: CandidateSource,
): SearchResult {
  if (candidates.length === 0) return {passages: [], nearest: []}
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? 6), 1), 20)
  const ranked = rankCandidates(
    candidates,
    weighStems(query.stems, readProperNames(request.query), source),
    request.page,
    readSubject(request.query),
  )
  const relevant = ranked.filter(
    ({coverage, exactness}) => coverage >= MIN_COVERAGE || (exactness === 1 && coverage >= MIN_COVERAGE_OF_EXACT),
  )
  const load = (some: readonly RankedCandidate[], most: number) => mergePassages(loadEach(some, source), most)
  if (relevant.length === 0) return {passages: [], nearest: load(ranked, 3)}
  return {passages: load(relevant, limit), nearest: []}
}

function* loadEach(candidates: readonly RankedCandidate[], source: CandidateSource): Generator<FoundPassage> {
  for (const candidate of candidates) yield source.load(candidate)
}

function weighStems(
  stems: readonly string[],
  names: ReadonlySet<string>,
  {total, frequency}: CandidateSource,
): Map<string, number> {
  return new Map(
    stems.map((stem) => {
      const found = frequency(stem)
      // What is asked of "GPT-4" is not answered by a text that never names it.
      const weight = idf(found, total) * (found === 0 && names.has(stem) ? 2 : 1)
      // The "2" of "ROS 2" says little by itself.
      return [stem, /^\d{1,2}$/.test(stem) ? weight / 3 : weight]
    }),
  )
}

/** Stems of what is written like a name: with a capital inside, all in capitals, or with a digit. */
function readProperNames(query: string): Set<string> {
  const written = query.match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(
    written.filter((word) => /^.+\p{Lu}|\p{L}\p{N}/u.test(word)).map((word) => stemWord(word.toLowerCase())),
  )
}
