import {errorMessage} from '../error-message.ts'
import type {Embedder} from './types.ts'

/** After a failure questions are searched by their words alone for this long, so that no reader waits in vain. */
const COOL_DOWN = 30_000
const CACHED = 500

/** The vectors of questions; null where there is none to be had in time. */
export class QueryVectors {
  readonly #embedder: Embedder
  readonly #now: () => number
  readonly #cache = new Map<string, Float32Array>()
  #failedAt: number | null = null
  #problem: string | null = null

  constructor(embedder: Embedder, now: () => number = Date.now) {
    this.#embedder = embedder
    this.#now = now
  }

  /** What went wrong the last time, until it goes well again. */
  get problem(): string | null {
    return this.#problem
  }

  async find(query: string): Promise<Float32Array | null> {
    const text = query.slice(0, 2_000).trim()
    const known = this.#cache.get(text)
    if (text === '' || known !== undefined) return known ?? null
    if (this.#failedAt !== null && this.#now() - this.#failedAt < COOL_DOWN) return null
    try {
      const [vector] = await this.#embedder.embed([text], 'query')
      this.#failedAt = null
      this.#problem = null
      if (vector === undefined) return null
      if (this.#cache.size >= CACHED) this.#cache.clear()
      this.#cache.set(text, vector)
      return vector
    } catch (error) {
      this.#failedAt = this.#now()
      this.#problem = errorMessage(error)
      return null
    }
  }
}
