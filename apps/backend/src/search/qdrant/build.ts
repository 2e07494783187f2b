import {setTimeout as sleep} from 'node:timers/promises'
import type {QdrantClient} from '@qdrant/js-client-rest'
import {z} from 'zod'
import type {Embedder} from '../../embeddings/types.ts'
import type {VectorTable} from '../../embeddings/vector-table.ts'
import {hashText} from '../../embeddings/vectors.ts'
import {IndexError} from '../../index/errors.ts'
import {fingerprint} from '../../index/passages.ts'
import {readVersions} from '../../index/prepare.ts'
import type {ContentIndex} from '../../index/schema.ts'
import {indexNames, readNames} from '../../text/names.ts'
import type {IngestProgress, IngestReport} from '../types.ts'
import {isNotFound} from './connect.ts'
import {
  countStems,
  LAYOUT,
  listWords,
  META_ID,
  metaPayload,
  preparePoints,
  type MetaPayload,
  type PendingPoint,
} from './points.ts'
import {toDocumentVector} from './sparse.ts'

/** Points in one request: with text and a vector of 1,536 numbers about 3 MB, of the 32 that Qdrant takes. */
const BATCH = 100
const PAGE = 1_000
const TRIES = 4
const FILTERED = ['version', 'locale', 'section', 'url', 'page'] as const

export interface BuildOptions {
  readonly client: QdrantClient
  /** The alias that is searched. */
  readonly alias: string
  readonly index: ContentIndex
  /** Null = sparse vectors only. */
  readonly dense: {readonly embedder: Embedder; readonly cache: VectorTable} | null
  readonly onProgress?: (progress: IngestProgress) => void
}

/**
 * Builds a collection beside the one that is searched and then moves the alias to it, all at once for every reader. A
 * failure on the way removes what was begun and changes nothing. Its name comes from what is in it: a second process that
 * builds the same writes the same points into the same collection, and an index that did not change is not built again.
 */
export async function buildCollection({
  client,
  alias,
  index,
  dense,
  onProgress = () => {},
}: BuildOptions): Promise<Omit<IngestReport, 'milliseconds'>> {
  const digest = digestOf(index, dense?.embedder.name ?? null)
  const current = await findTarget(client, alias)
  const before = current === null ? null : await readMeta(client, current)
  const sections = index.sections.length
  if (before?.digest === digest) return {sections, added: 0, removed: 0, unchanged: sections}

  const prints = current === null ? new Map<string, string>() : await readPrints(client, current)
  const target = `${alias}-${digest.slice(0, 16)}`
  try {
    const pairs = readNames(index.sections)
    const names = indexNames(pairs)
    const points = index.sections.flatMap((section, place) => preparePoints(section, place, index.site.locale, names))
    const vectors = dense === null ? null : await embedPoints(points, dense, before, client, current, onProgress)
    await createCollection(client, target, vectors?.dimension ?? null)
    await writePoints(client, target, points, vectors, onProgress)
    await writeMeta(client, target, {
      digest,
      site: index.site,
      sections,
      passages: points.length,
      versions: readVersions(index.sections),
      model: vectors === null ? null : (dense?.embedder.name ?? null),
      dimension: vectors?.dimension ?? null,
      stems: JSON.stringify(Object.fromEntries(countStems(points))),
      words: JSON.stringify(listWords(points)),
      names: JSON.stringify(pairs),
    })
    const {count} = await client.count(target, {exact: true})
    if (count !== points.length + 1) {
      throw new IndexError(
        'unavailable',
        `Qdrant has ${count} points of ${points.length + 1} after the build of ${target}.`,
      )
    }
    await moveAlias(client, alias, target)
  } catch (error) {
    // Not `current`: the alias may have moved although the answer was lost, and another process may have moved it.
    const searched = await findTarget(client, alias).catch(() => undefined)
    const isNew = target !== current
    if (isNew && searched !== undefined && searched !== target) await client.deleteCollection(target).catch(() => false)
    if (!isNew || searched !== target) throw error
  }
  // What nobody searches any more is no loss if it stays.
  if (current !== null && current !== target) await client.deleteCollection(current).catch(() => false)
  return compare(index, prints)
}

/** What is stored once a collection; null when there is no such collection, or one of another layout. */
export async function readMeta(client: QdrantClient, collection: string): Promise<MetaPayload | null> {
  try {
    const [point] = await client.retrieve(collection, {ids: [META_ID], with_payload: true})
    return metaPayload.safeParse(point?.payload).data ?? null
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

function digestOf({site, sections}: ContentIndex, model: string | null): string {
  return hashText(
    JSON.stringify([
      LAYOUT,
      model,
      site,
      sections.map((section) => [section.id, fingerprint(section), section.version]),
    ]),
  )
}

async function findTarget(client: QdrantClient, alias: string): Promise<string | null> {
  const {aliases} = await client.getAliases()
  return aliases.find(({alias_name: name}) => name === alias)?.collection_name ?? null
}

/** The fingerprint of each section in a collection. */
async function readPrints(client: QdrantClient, collection: string): Promise<Map<string, string>> {
  const print = z.object({section: z.string(), print: z.string()})
  const prints = new Map<string, string>()
  for await (const {payload} of scrollAll(client, collection, {
    filter: {must: [{key: 'part', match: {value: 0}}]},
    with_payload: ['section', 'print'],
  })) {
    const read = print.safeParse(payload)
    if (read.success) prints.set(read.data.section, read.data.print)
  }
  return prints
}

async function* scrollAll(
  client: QdrantClient,
  collection: string,
  what: Parameters<QdrantClient['scroll']>[1],
): AsyncGenerator<Awaited<ReturnType<QdrantClient['scroll']>>['points'][number]> {
  let offset: string | number | undefined
  do {
    const page = await client.scroll(collection, {...what, limit: PAGE, ...(offset === undefined ? {} : {offset})})
    yield* page.points
    const next = page.next_page_offset
    offset = typeof next === 'string' || typeof next === 'number' ? next : undefined
  } while (offset !== undefined)
}

interface DenseVectors {
  readonly dimension: number
  get(hash: string): Float32Array | null
}

/** The points' dense vectors: from this machine's file, from the collection that is searched now, or else from the model. */
async function embedPoints(
  points: readonly PendingPoint[],
  {embedder, cache}: NonNullable<BuildOptions['dense']>,
  before: MetaPayload | null,
  client: QdrantClient,
  current: string | null,
  onProgress: (progress: IngestProgress) => void,
): Promise<DenseVectors | null> {
  const texts = new Map(points.map(({payload, embedded}) => [payload.text_hash, embedded]))
  const known = cache.hashes()
  if (current !== null && before?.model === embedder.name && [...texts.keys()].some((hash) => !known.has(hash))) {
    await copyVectors(client, current, cache)
  }
  await cache.embedMissing(texts, embedder, (done, total) => onProgress({step: 'embedding', done, total}))
  cache.prune(new Set(texts.keys()))
  const first = points[0] === undefined ? null : cache.get(points[0].payload.text_hash)
  return first === null ? null : {dimension: first.length, get: (hash) => cache.get(hash)}
}

async function copyVectors(client: QdrantClient, collection: string, cache: VectorTable): Promise<void> {
  const stored = z.object({payload: z.object({text_hash: z.string()}), vector: z.object({dense: z.array(z.number())})})
  for await (const point of scrollAll(client, collection, {with_payload: ['text_hash'], with_vector: ['dense']})) {
    const read = stored.safeParse(point)
    if (read.success) cache.put(read.data.payload.text_hash, Float32Array.from(read.data.vector.dense))
  }
}

async function createCollection(client: QdrantClient, name: string, dimension: number | null): Promise<void> {
  const {exists} = await client.collectionExists(name)
  if (!exists) {
    await client.createCollection(name, {
      ...(dimension === null ? {} : {vectors: {dense: {size: dimension, distance: 'Cosine' as const}}}),
      sparse_vectors: {bm25: {modifier: 'idf'}},
    })
  }
  for (const field of FILTERED) {
    await client.createPayloadIndex(name, {field_name: field, field_schema: 'keyword', wait: true})
  }
}

async function writePoints(
  client: QdrantClient,
  collection: string,
  points: readonly PendingPoint[],
  dense: DenseVectors | null,
  onProgress: (progress: IngestProgress) => void,
): Promise<void> {
  const words = points.reduce((sum, {terms}) => sum + terms.length, 0)
  const average = words / Math.max(points.length, 1)
  for (let at = 0; at < points.length; at += BATCH) {
    onProgress({step: 'uploading', done: at, total: points.length})
    const batch = points.slice(at, at + BATCH).map(({id, payload, terms}) => {
      const vector = dense?.get(payload.text_hash) ?? null
      return {
        id,
        payload,
        vector: {bm25: toDocumentVector(terms, average), ...(vector === null ? {} : {dense: [...vector]})},
      }
    })
    await patiently(() => client.upsert(collection, {wait: true, points: batch}))
  }
}

async function writeMeta(client: QdrantClient, collection: string, payload: MetaPayload): Promise<void> {
  await patiently(() => client.upsert(collection, {wait: true, points: [{id: META_ID, payload, vector: {}}]}))
}

async function moveAlias(client: QdrantClient, alias: string, target: string): Promise<void> {
  const there = (await findTarget(client, alias)) !== null
  await client.updateCollectionAliases({
    actions: [
      ...(there ? [{delete_alias: {alias_name: alias}}] : []),
      {create_alias: {alias_name: alias, collection_name: target}},
    ],
  })
}

/** Writing the same points twice does no harm, so what may have been a passing trouble is tried again. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await act()
    } catch (error) {
      const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined
      const refused = typeof status === 'number' && status < 500 && status !== 429
      if (refused || tried >= TRIES) throw error
      await sleep(250 * 2 ** tried)
    }
  }
}

function compare(index: ContentIndex, before: ReadonlyMap<string, string>): Omit<IngestReport, 'milliseconds'> {
  const gone = new Set(before.keys())
  let unchanged = 0
  for (const section of index.sections) {
    if (before.get(section.id) === hashText(fingerprint(section))) unchanged += 1
    gone.delete(section.id)
  }
  return {sections: index.sections.length, added: index.sections.length - unchanged, removed: gone.size, unchanged}
}
