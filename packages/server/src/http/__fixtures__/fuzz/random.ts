/** Choices that a seed decides, so that every case can be had again. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
  /** True once in `count` times. */
  oneIn(count: number): boolean
  pick<T>(list: readonly T[]): T
}

/** Numbers from mulberry32 (public domain). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick(list) {
      const at = below(list.length)
      for (const choice of list.slice(at, at + 1)) return choice
      throw new Error('Nothing to pick from')
    },
  }
}
