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
import type {SearchSetup, SiteSetup} from './open-index.ts'
import {WorkerThread} from './worker-thread.ts'

/**
 * An engine off the event loop: one thread answers searches, and each ingest gets a thread of its own, so that
 * searches go on (on the old index) while a new one is written. Both sides of a message are this package's own code, so
 * replies are trusted to have the method's type.
 */
export class WorkerIndex implements SearchIndex {
  readonly #script: URL
  readonly #setup: SearchSetup | SiteSetup
  readonly #reader: WorkerThread
  readonly #writers = new Set<WorkerThread>()

  /**
   * @param setup the engine or the engines, or the file of an embedded one that searches by words alone
   * @param script the built `worker.js`; default: the one beside this file
   */
  constructor(setup: SearchSetup | SiteSetup | string, script: URL = new URL('./worker.js', import.meta.url)) {
    this.#setup = typeof setup === 'string' ? {file: setup, embeddings: null, qdrant: null} : setup
    this.#script = script
    this.#reader = new WorkerThread(script, this.#setup)
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    return (await this.#reader.call({method: 'search', argument: request})) as SearchResult
  }

  async section(idOrPath: string): Promise<Section | null> {
    return (await this.#reader.call({method: 'section', argument: idOrPath})) as Section | null
  }

  async status(): Promise<IndexStatus> {
    return (await this.#reader.call({method: 'status', argument: null})) as IndexStatus
  }

  async ingest(
    source: string,
    onProgress?: (progress: IngestProgress) => void,
    mode: IngestMode = 'checked',
  ): Promise<IngestReport> {
    const writer = new WorkerThread(this.#script, this.#setup)
    this.#writers.add(writer)
    try {
      return (await writer.call({method: 'ingest', argument: {source, mode}}, onProgress)) as IngestReport
    } finally {
      this.#writers.delete(writer)
      await writer.close()
    }
  }

  /** An ingest under way fails; what it wrote in its transaction is as if it had never been. */
  async close(): Promise<void> {
    await Promise.all([this.#reader, ...this.#writers].map((thread) => thread.close()))
  }
}
