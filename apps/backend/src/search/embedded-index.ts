import {errorMessage} from '../error-message.ts'
import {createEmbedder} from '../embeddings/create-embedder.ts'
import {QueryVectors} from '../embeddings/query-vectors.ts'
import type {Embedder, EmbeddingsConfig} from '../embeddings/types.ts'
import {IndexError} from '../index/errors.ts'
import {loadIndex, refuseFall} from '../index/load.ts'
import type {ContentIndex} from '../index/schema.ts'
import {SearchEngine} from './engine.ts'
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

/** The engine behind the asynchronous interface, in the calling thread. The server runs it in a worker: `WorkerIndex`. */
export class EmbeddedIndex implements SearchIndex {
  readonly #engine: SearchEngine
  readonly #embedder: Embedder | null
  readonly #queries: QueryVectors | null

  /**
   * @param path a file, or `:memory:`
   * @param embeddings null = search by words alone
   */
  constructor(path: string, embeddings: EmbeddingsConfig | null = null) {
    this.#embedder = embeddings === null ? null : createEmbedder(embeddings)
    this.#queries = this.#embedder === null ? null : new QueryVectors(this.#embedder)
    const meaning =
      embeddings === null || this.#embedder === null
        ? null
        : {model: this.#embedder.name, minSimilarity: embeddings.minSimilarity}
    this.#engine = new SearchEngine(path, meaning)
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    const vector = this.#queries === null ? null : await this.#queries.find(this.#engine.correct(request.query))
    return this.#engine.search(request, vector)
  }

  section(idOrPath: string): Promise<Section | null> {
    return Promise.resolve().then(() => this.#engine.section(idOrPath))
  }

  status(): Promise<IndexStatus> {
    return Promise.resolve().then(() => {
      const status = this.#engine.status()
      if (this.#queries === null) return status
      return {...status, vectors: {passages: this.#engine.embedded, problem: this.#queries.problem}}
    })
  }

  /** The text counts at once; its vectors follow, and a failure to make them only means that words alone are searched. */
  async ingest(
    source: string,
    onProgress?: (progress: IngestProgress) => void,
    mode: IngestMode = 'checked',
  ): Promise<IngestReport> {
    const started = performance.now()
    const report =
      mode === 'previous'
        ? this.#engine.goBack(onProgress)
        : this.#engine.ingest(await this.#load(source, mode), onProgress)
    if (this.#embedder === null) return report
    try {
      await this.#engine.embed(this.#embedder, onProgress)
      return {...report, milliseconds: Math.round(performance.now() - started)}
    } catch (error) {
      return {...report, problem: errorMessage(error)}
    }
  }

  /** The index that is searched, as it was taken in; null before the first. */
  content(): ContentIndex | null {
    return this.#engine.content()
  }

  close(): Promise<void> {
    return Promise.resolve().then(() => this.#engine.close())
  }

  async #load(source: string, mode: 'checked' | 'force'): Promise<ContentIndex> {
    const index = await loadIndex(source)
    if (mode === 'force') return index
    if (this.#engine.isWithdrawn(index)) {
      throw new IndexError(
        'refused',
        `${source} is still the index that was gone back from. It is left out until it changes, or until you run: chatkit-docs-backend ingest --force`,
      )
    }
    refuseFall(index, this.#engine.status(), source)
    return index
  }
}
