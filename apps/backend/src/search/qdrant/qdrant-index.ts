import type {QdrantClient} from '@qdrant/js-client-rest'
import Database from 'libsql'
import {createEmbedder} from '../../embeddings/create-embedder.ts'
import {QueryVectors} from '../../embeddings/query-vectors.ts'
import type {Embedder, EmbeddingsConfig} from '../../embeddings/types.ts'
import {VectorTable} from '../../embeddings/vector-table.ts'
import {IndexError} from '../../index/errors.ts'
import {loadIndex, refuseFall} from '../../index/load.ts'
import type {ContentIndex} from '../../index/schema.ts'
import type {Definition} from '../../text/definition.ts'
import {indexNames, type NamePair, type SameNames} from '../../text/names.ts'
import {choosePassages} from '../choose.ts'
import {correctQuestion} from '../correct-question.ts'
import {buildQuery} from '../query.ts'
import type {Candidate} from '../rank.ts'
import type {
  IndexStatus,
  IngestMode,
  IngestProgress,
  IngestReport,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Section,
} from '../types.ts'
import {buildCollection, readMeta} from './build.ts'
import {connect, explain, isNotFound, type QdrantConfig} from './connect.ts'
import {passagePayload, type MetaPayload, type PassagePayload} from './points.ts'
import {listVersions} from '../versions.ts'
import {readSection} from './section.ts'
import {toQueryVector} from './sparse.ts'

const CANDIDATES = 60
const SEARCH_TIMEOUT = 4_000
const BUILD_TIMEOUT = 120_000
/** Milliseconds that another process's new collection may go unnoticed by the ranking (not by the search). */
const META_TTL = 5_000

export interface QdrantIndexOptions {
  readonly qdrant: QdrantConfig
  /** Null = sparse vectors only. */
  readonly embeddings: EmbeddingsConfig | null
  /** File for the vectors of texts, so that each is made once; or `:memory:`. */
  readonly cache: string
}

/** What is known of the collection that is searched. */
interface Known {
  readonly meta: MetaPayload
  readonly stems: ReadonlyMap<string, number>
  readonly words: readonly string[]
  readonly names: SameNames
  readonly readAt: number
}

interface Found {
  readonly points: readonly QueryPoint[]
  /** BM25 and cosine of points, as far as they are among the best by one of them. */
  readonly words: ReadonlyMap<string, number>
  readonly similarity: ReadonlyMap<string, number>
}

type QueryPoint = Awaited<ReturnType<QdrantClient['query']>>['points'][number]

/** Passages in Qdrant: BM25 as sparse vectors, embeddings as dense ones, fused there; ranked here as the embedded engine does. */
export class QdrantIndex implements SearchIndex {
  readonly #options: QdrantIndexOptions
  readonly #client: QdrantClient
  readonly #embedder: Embedder | null
  readonly #queries: QueryVectors | null
  #known: Known | null = null

  constructor(options: QdrantIndexOptions) {
    this.#options = options
    this.#client = connect(options.qdrant, SEARCH_TIMEOUT)
    this.#embedder = options.embeddings === null ? null : createEmbedder(options.embeddings)
    this.#queries = this.#embedder === null ? null : new QueryVectors(this.#embedder)
  }

  async search(asked: SearchRequest): Promise<SearchResult> {
    return await this.#explained(async () => {
      const known = await this.#load()
      if (known === null) return {passages: [], nearest: []}
      const frequency = (stem: string): number => known.stems.get(stem) ?? 0
      const request = {...asked, query: correctQuestion(asked.query, frequency, (word) => wordsLike(word, known.words))}
      const vector = (await this.#queries?.find(request.query)) ?? null
      const {model, dimension} = known.meta
      // Vectors of another model or dimension say nothing about these.
      const usable = vector !== null && model === this.#embedder?.name && vector.length === dimension
      const query = buildQuery(request.query, known.names, request.around)
      const found = await this.#query(toQueryVector(query), usable ? vector : null, request)
      const payloads = found.points.flatMap(readPoint)
      const similarity = new Map(
        payloads.flatMap(({id}, row) =>
          found.similarity.has(id) ? [[row, found.similarity.get(id) ?? 0] as const] : [],
        ),
      )
      return choosePassages(
        request,
        query,
        payloads.map(({id, payload}, row) => toCandidate(payload, row, found.words.get(id) ?? 0)),
        {
          total: known.meta.passages,
          frequency,
          load: (candidate) => ({...candidate, ...readShown(payloads[candidate.row]?.payload)}),
          meaning: usable ? {similarity, least: this.#options.embeddings?.minSimilarity ?? 1} : null,
        },
      )
    })
  }

  async section(idOrPath: string): Promise<Section | null> {
    return await this.#explained(async () => {
      if ((await this.#load()) === null) return null
      return await readSection(this.#client, this.#options.qdrant.collection, idOrPath)
    })
  }

  async status(): Promise<IndexStatus> {
    return await this.#explained(async () => {
      const meta = (await this.#load())?.meta
      if (meta === undefined) return {sections: 0, passages: 0, versions: [], site: null}
      const {sections, passages, versions, site} = meta
      const status = {sections, passages, versions, site}
      if (this.#queries === null) return status
      const usable = meta.model === this.#embedder?.name
      return {...status, vectors: {passages: usable ? passages : 0, problem: this.#queries.problem}}
    })
  }

  /** Always what is at the source: earlier indexes are kept by the embedded engine. */
  async ingest(source: string, onProgress?: (progress: IngestProgress) => void): Promise<IngestReport> {
    return await this.take(await loadIndex(source), source, onProgress)
  }

  /** Takes in an index that was read already. @param source for messages */
  async take(
    index: ContentIndex,
    source: string,
    onProgress?: (progress: IngestProgress) => void,
    mode: IngestMode = 'checked',
  ): Promise<IngestReport> {
    const started = performance.now()
    if (mode === 'checked') refuseFall(index, await this.status(), source)
    const {qdrant, cache} = this.#options
    const db = this.#embedder === null ? null : new Database(cache)
    try {
      const report = await buildCollection({
        client: connect(qdrant, BUILD_TIMEOUT),
        alias: qdrant.collection,
        index,
        ...(onProgress === undefined ? {} : {onProgress}),
        dense:
          db === null || this.#embedder === null
            ? null
            : {embedder: this.#embedder, cache: new VectorTable(db, this.#embedder.name)},
      })
      this.#known = null
      return {...report, milliseconds: Math.round(performance.now() - started)}
    } catch (error) {
      if (error instanceof Error && error.name === 'EmbeddingsError')
        throw new IndexError('unavailable', error.message, {cause: error})
      throw explain(error, qdrant)
    } finally {
      db?.close()
    }
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** One round trip: the candidates, fused there where there are two lists, and what both lists say of them. */
  async #query(
    sparse: {indices: number[]; values: number[]},
    dense: Float32Array | null,
    request: SearchRequest,
  ): Promise<Found> {
    const versions = listVersions(request)
    const must = [
      ...(versions === null ? [] : [{key: 'version', match: {any: [...versions, '']}}]),
      ...(request.locale === undefined ? [] : [{key: 'locale', match: {value: request.locale}}]),
    ]
    const filter = must.length === 0 ? {} : {filter: {must}}
    const {collection} = this.#options.qdrant
    const words = {query: sparse, using: 'bm25', limit: CANDIDATES, ...filter}
    if (dense === null) {
      if (sparse.indices.length === 0) return {points: [], words: new Map(), similarity: new Map()}
      const {points} = await this.#client.query(collection, {...words, with_payload: true})
      return {points, words: scoresOf(points), similarity: new Map()}
    }
    const meaning = {query: [...dense], using: 'dense', limit: CANDIDATES, ...filter}
    const [fused, near, byWords] = await this.#client.queryBatch(collection, {
      searches: [
        {
          prefetch: sparse.indices.length === 0 ? [meaning] : [words, meaning],
          query: {fusion: 'rrf'},
          limit: CANDIDATES,
          with_payload: true,
        },
        {...meaning, with_payload: false},
        ...(sparse.indices.length === 0 ? [] : [{...words, with_payload: false}]),
      ],
    })
    return {
      points: fused?.points ?? [],
      words: scoresOf(byWords?.points ?? []),
      similarity: scoresOf(near?.points ?? []),
    }
  }

  async #load(): Promise<Known | null> {
    if (this.#known !== null && performance.now() - this.#known.readAt < META_TTL) return this.#known
    const meta = await readMeta(this.#client, this.#options.qdrant.collection)
    const readAt = performance.now()
    if (meta === null) return (this.#known = null)
    if (this.#known?.meta.digest === meta.digest) return (this.#known = {...this.#known, readAt})
    // Written by `writeMeta`, so that their shapes are known.
    const stems = new Map(Object.entries(JSON.parse(meta.stems) as Record<string, number>))
    const words = JSON.parse(meta.words) as string[]
    return (this.#known = {meta, stems, words, names: indexNames(JSON.parse(meta.names) as NamePair[]), readAt})
  }

  async #explained<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      // Between two requests the collection was replaced for the first time, or somebody removed it.
      if (isNotFound(error)) this.#known = null
      throw explain(error, this.#options.qdrant)
    }
  }
}

function wordsLike(word: string, words: readonly string[]): string[] {
  return words.filter((one) => one[0] === word[0] && Math.abs(one.length - word.length) <= 1)
}

function scoresOf(points: readonly QueryPoint[]): Map<string, number> {
  return new Map(points.map(({id, score}) => [String(id), score]))
}

function readPoint({id, payload}: QueryPoint): {id: string; payload: PassagePayload}[] {
  const read = passagePayload.safeParse(payload)
  return read.success ? [{id: String(id), payload: read.data}] : []
}

function toCandidate(payload: PassagePayload, row: number, score: number): Candidate {
  return {
    row,
    id: `${payload.section}~${payload.part}`,
    url: payload.url,
    version: payload.version || null,
    // Lower is better there, higher is better in Qdrant.
    bm25: -score,
    headingStems: payload.heading_stems,
    ownStems: payload.own_stems,
    bodyStems: payload.body_stems,
    forms: payload.forms,
    // Written by `readFeatures`, so that its shape is known.
    defines: JSON.parse(payload.defines) as Definition[],
  }
}

function readShown(payload: PassagePayload | undefined) {
  if (payload === undefined) throw new RangeError('A candidate without its payload')
  const {section, part, title, headings, text, code} = payload
  return {sectionId: section, part, title, headingPath: headings, text, code}
}
