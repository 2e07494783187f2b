import type {Candidate} from './rank.ts'

/**
 * What the variants of a question found, as one list: a passage counts as it does for the variant that finds it best. The words
 * of one variant may be rarer than those of another, so that each is measured by its best passage.
 *
 * @param lists best first, that of the question as it was asked before the others
 */
export function mergeVariants([asked = [], ...others]: readonly (readonly Candidate[])[]): readonly Candidate[] {
  const variants = others.filter((list) => list.length > 0)
  if (variants.length === 0) return asked
  const best = asked[0]?.bm25 ?? variants[0]?.[0]?.bm25 ?? -1
  const merged = new Map(asked.map((candidate) => [candidate.row, candidate]))
  for (const list of variants) {
    const scale = best / (list[0]?.bm25 || -1)
    for (const candidate of list) {
      const bm25 = Math.min(candidate.bm25 * scale, merged.get(candidate.row)?.bm25 ?? 0)
      merged.set(candidate.row, {...candidate, bm25})
    }
  }
  return [...merged.values()].toSorted((a, b) => a.bm25 - b.bm25)
}
