import {errorMessage} from '../error-message.ts'
import {IndexError} from '../index/errors.ts'
import type {ContentIndex} from '../index/schema.ts'
import type {
  IndexStatus,
  IngestMode,
  IngestProgress,
  IngestReport,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Section,
} from './types.ts'

/** After a failure the first index is left alone for this long, so that readers do not each wait for it in vain. */
const COOL_DOWN = 15_000

/** An index that takes in what another one has read. */
interface Follower extends SearchIndex {
  take(
    content: ContentIndex,
    source: string,
    onProgress?: (progress: IngestProgress) => void,
    mode?: IngestMode,
  ): Promise<IngestReport>
}

/** An index that keeps what it has taken in. */
interface Leader extends SearchIndex {
  content(): ContentIndex | null
}

/**
 * Two indexes of the same content: the first answers, and the second, which is always at hand, while the first is away or
 * has nothing yet. `status` says so.
 */
export class FallbackIndex implements SearchIndex {
  readonly #first: Follower
  readonly #second: Leader
  readonly #now: () => number
  #failedAt: number | null = null
  #problem: string | null = null

  constructor(first: Follower, second: Leader, now: () => number = Date.now) {
    this.#first = first
    this.#second = second
    this.#now = now
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    return await this.#either((index) => index.search(request))
  }

  async section(idOrPath: string): Promise<Section | null> {
    return await this.#either((index) => index.section(idOrPath))
  }

  async status(): Promise<IndexStatus> {
    const status = await this.#either((index) => index.status())
    return this.#problem === null ? status : {...status, problem: this.#problem}
  }

  /** The second first: it is there when all else fails. What the first does not take in is reported, to be tried again. */
  async ingest(
    source: string,
    onProgress?: (progress: IngestProgress) => void,
    mode: IngestMode = 'checked',
  ): Promise<IngestReport> {
    const report = await this.#second.ingest(source, onProgress, mode)
    const content = this.#second.content()
    if (content === null) return report
    try {
      const first = await this.#first.take(content, source, onProgress, mode)
      this.#failedAt = null
      this.#problem = null
      return first
    } catch (error) {
      // What is wrong with the content was found by the second already.
      return {...report, problem: errorMessage(error)}
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#first.close(), this.#second.close()])
  }

  async #either<T>(ask: (index: SearchIndex) => Promise<T>): Promise<T> {
    if (this.#failedAt !== null && this.#now() - this.#failedAt < COOL_DOWN) return await ask(this.#second)
    try {
      if ((await this.#first.status()).site === null) {
        throw new IndexError('unavailable', 'Qdrant has no index yet; the embedded engine answers until it has.')
      }
      const result = await ask(this.#first)
      this.#failedAt = null
      this.#problem = null
      return result
    } catch (error) {
      this.#failedAt = this.#now()
      this.#problem = errorMessage(error)
      return await ask(this.#second)
    }
  }
}
