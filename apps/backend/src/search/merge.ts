import {words} from '../text/words.ts'
import type {Passage} from './types.ts'

/** A ranked part of a section. */
export interface FoundPassage extends Passage {
  readonly part: number
}

/** A passage whose word triples are to this share in a better one adds nothing: a versioned copy, a shared partial. */
const SAME = 0.85

/** Drops near-duplicates of better passages, then joins parts that stand side by side in one section. */
export function mergePassages(ranked: Iterable<FoundPassage>, limit: number): Passage[] {
  const kept: {candidate: FoundPassage; triples: Set<string>}[] = []
  for (const candidate of ranked) {
    if (kept.length >= limit * 2) break
    const triples = wordTriples(candidate.text)
    if (kept.some((other) => shareOf(triples, other.triples) >= SAME)) continue
    kept.push({candidate, triples})
  }
  return joinNeighbours(kept.map(({candidate}) => candidate)).slice(0, limit)
}

function joinNeighbours(candidates: readonly FoundPassage[]): Passage[] {
  const groups: FoundPassage[][] = []
  for (const candidate of candidates) {
    const group = groups.find((members) =>
      members.some(
        (member) => member.sectionId === candidate.sectionId && Math.abs(member.part - candidate.part) === 1,
      ),
    )
    if (group === undefined) groups.push([candidate])
    else group.push(candidate)
  }
  return groups.map(joinGroup)
}

function joinGroup(group: readonly FoundPassage[]): Passage {
  const inOrder = group.toSorted((a, b) => a.part - b.part)
  const best = group[0]
  if (best === undefined) throw new RangeError('joinGroup needs at least one candidate')
  return {
    id: best.id,
    sectionId: best.sectionId,
    url: best.url,
    version: best.version,
    title: best.title,
    headingPath: best.headingPath,
    text: inOrder.map((member) => member.text).join('\n\n'),
    code: inOrder.flatMap((member) => member.code),
    score: best.score,
    coverage: Math.max(...group.map((member) => member.coverage)),
  }
}

function wordTriples(text: string): Set<string> {
  const all = words(text)
  const triples = new Set<string>()
  for (let i = 0; i + 2 < all.length; i += 1) triples.add(`${all[i]} ${all[i + 1]} ${all[i + 2]}`)
  return triples
}

/** Share of `triples` that `other` has too. A long section that holds a glossary's sentence still says more than that. */
function shareOf(triples: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (triples.size === 0) return 0
  let common = 0
  for (const triple of triples) if (other.has(triple)) common += 1
  return common / triples.size
}
