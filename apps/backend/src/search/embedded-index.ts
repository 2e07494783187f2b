import {parseIndex} from '../index/parse.ts'
import {readIndexSource} from '../index/read.ts'
import {SearchEngine} from './engine.ts'
import type {IndexStatus, IngestReport, SearchIndex, SearchRequest, SearchResult, Section} from './types.ts'

/** The engine behind the asynchronous interface, in the calling thread. The server runs it in a worker: `WorkerIndex`. */
export class EmbeddedIndex implements SearchIndex {
  readonly #engine: SearchEngine

  /** @param path a file, or `:memory:` */
  constructor(path: string) {
    this.#engine = new SearchEngine(path)
  }

  search(request: SearchRequest): Promise<SearchResult> {
    return Promise.resolve().then(() => this.#engine.search(request))
  }

  section(idOrPath: string): Promise<Section | null> {
    return Promise.resolve().then(() => this.#engine.section(idOrPath))
  }

  status(): Promise<IndexStatus> {
    return Promise.resolve().then(() => this.#engine.status())
  }

  async ingest(source: string): Promise<IngestReport> {
    const index = parseIndex(await readIndexSource(source), source)
    return this.#engine.ingest(index)
  }

  close(): Promise<void> {
    return Promise.resolve().then(() => this.#engine.close())
  }
}
