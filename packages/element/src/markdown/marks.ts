import type {CitationGroup} from './citations.ts'
import type {Inline} from './inline/ast.ts'

/** A citation at an offset of the run's text. */
export type Mark = {at: number; group: CitationGroup}

/** Puts citations into a run's nodes: see `insertCitations`. */
export type PlaceCitations = (
  nodes: readonly Inline[],
  run: {text: string; start: number; end: number; marks: readonly Mark[]},
) => readonly Inline[]

const NONE: readonly CitationGroup[] = []

/** Which citations belong to which of some siblings: those after its start, up to the next one's: an index at a block's very start stands behind what came before. The first takes earlier ones too. */
export const shareCitations = (
  siblings: ReadonlyArray<{start: number}>,
  groups: readonly CitationGroup[],
): ReadonlyArray<readonly CitationGroup[]> => {
  if (groups.length === 0) return siblings.map(() => NONE)
  let next = 0
  return siblings.map((_, i) => {
    const limit = siblings[i + 1]?.start ?? Number.POSITIVE_INFINITY
    const from = next
    while (next < groups.length && (groups[next]?.index ?? 0) <= limit) next++
    return next === from ? NONE : groups.slice(from, next)
  })
}

/** The groups again, with the object of last time for each that has not changed: what is equal then renders once. */
export const reuseGroups = (
  before: readonly CitationGroup[],
  after: readonly CitationGroup[],
): readonly CitationGroup[] => {
  const known = new Map(before.map((group) => [group.index, group]))
  return after.map((group) => {
    const old = known.get(group.index)
    const isSame =
      old?.annotations.length === group.annotations.length &&
      old.annotations.every((annotation, i) => annotation === group.annotations[i]) &&
      old.numbers.every((number, i) => number === group.numbers[i])
    return isSame ? old : group
  })
}
