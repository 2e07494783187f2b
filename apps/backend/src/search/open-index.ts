import type {EmbeddingsConfig} from '../embeddings/types.ts'
import {EmbeddedIndex} from './embedded-index.ts'
import {FallbackIndex} from './fallback-index.ts'
import type {QdrantConfig} from './qdrant/connect.ts'
import {QdrantIndex} from './qdrant/qdrant-index.ts'
import {SiteIndex} from './site-index.ts'
import type {SearchIndex} from './types.ts'

/** Which engine searches one index, and where. Plain data: it crosses threads. */
export interface SearchSetup {
  /** The embedded engine's file, or `:memory:`. */
  readonly file: string
  /** Null = search by words alone. */
  readonly embeddings: EmbeddingsConfig | null
  /** Null = the embedded engine. With Qdrant the embedded one is kept beside it, by words alone, for when Qdrant is away. */
  readonly qdrant: QdrantConfig | null
}

/** The engines of a site's editions, the default language first. Plain data. */
export interface SiteSetup {
  readonly editions: readonly {readonly source: string; readonly setup: SearchSetup}[]
}

/** Opens the engine in the calling thread; those of a site when they are first needed. */
export function openIndex(setup: SearchSetup | SiteSetup): SearchIndex {
  return 'editions' in setup
    ? new SiteIndex(setup.editions.map((edition) => ({source: edition.source, open: () => openEngine(edition.setup)})))
    : openEngine(setup)
}

function openEngine({file, embeddings, qdrant}: SearchSetup): SearchIndex {
  if (qdrant === null) return new EmbeddedIndex(file, embeddings)
  const cache = file === ':memory:' ? file : file.replace(/(\.db)?$/, '-vectors.db')
  return new FallbackIndex(new QdrantIndex({qdrant, embeddings, cache}), new EmbeddedIndex(file))
}
