/** Qdrant's own constant, so that both engines fuse alike. */
const K = 2

/**
 * Reciprocal rank fusion: what stands high in several lists goes first.
 *
 * @returns score of each row that is in one of the lists, best first
 */
export function fuseRanks(lists: readonly (readonly number[])[]): Map<number, number> {
  const scores = new Map<number, number>()
  for (const list of lists) {
    list.forEach((row, rank) => scores.set(row, (scores.get(row) ?? 0) + 1 / (K + rank)))
  }
  return new Map([...scores].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]))
}
