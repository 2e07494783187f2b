/** Turns texts into vectors of length 1 whose dot product is their similarity. */
export interface Embedder {
  /** The model and whatever else decides what its vectors are: those of different names cannot be compared. */
  readonly name: string
  /** One vector a text, in order, all of one dimension. @throws EmbeddingsError */
  embed(texts: readonly string[], kind: TextKind): Promise<Float32Array[]>
}

/** Some models want to be told which of the two a text is. A query is never waited for long. */
export type TextKind = 'passage' | 'query'

/** How embeddings are made. Plain data: it crosses threads. */
export interface EmbeddingsConfig {
  readonly source: EndpointConfig | FolderConfig
  /** Written before every question and every passage; models such as E5 and Nomic were trained with such words. */
  readonly queryPrefix: string
  readonly passagePrefix: string
  /** Similarity (0 to 1) from which a passage counts as found without sharing words with the question. */
  readonly minSimilarity: number
}

export interface EndpointConfig {
  readonly kind: 'endpoint'
  /** Base URL; `/embeddings` is added. */
  readonly url: string
  readonly model: string
  readonly apiKey: string | undefined
}

/** A model on disk, run in this process by `@huggingface/transformers`. */
export interface FolderConfig {
  readonly kind: 'folder'
  readonly folder: string
}

/** Why there are no vectors. The message is for the owner's log and says what to do next. */
export class EmbeddingsError extends Error {
  override readonly name = 'EmbeddingsError'
}
