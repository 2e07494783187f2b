import {setTimeout as sleepFor} from 'node:timers/promises'
import {EmbeddingsError, type Embedder, type EndpointConfig, type TextKind} from './types.ts'
import {normalize, readVector} from './vectors.ts'

/** Texts in one request, and their characters: what hosted and local servers take alike (Gemini takes at most 100 texts). */
const BATCH = 64
const BATCH_CHARACTERS = 60_000
const REQUESTS_AT_ONCE = 2
const PASSAGE_TIMEOUT = 60_000
/** A reader is waiting: after this the question is searched by its words alone. */
const QUERY_TIMEOUT = 3_000
const TRIES = 5
/** A server that asks for a longer pause is not waited for; the index is tried again later. */
const LONGEST_PAUSE = 60_000

export interface EndpointOptions extends EndpointConfig {
  readonly queryPrefix?: string
  readonly passagePrefix?: string
  /** Waits that many milliseconds. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>
  /** Milliseconds after which a request for passages is given up; 60,000 by default. */
  readonly passageTimeout?: number
}

/** Embeddings of any server that speaks OpenAI's `POST /embeddings`. */
export class EndpointEmbedder implements Embedder {
  readonly name: string
  readonly #options: EndpointOptions
  readonly #url: string
  readonly #sleep: (milliseconds: number) => Promise<unknown>
  #dimension: number | null = null
  /** Texts that the server manages in time; a model on a busy machine takes a second for each. */
  #most = BATCH

  constructor(options: EndpointOptions) {
    const {model, queryPrefix = '', passagePrefix = ''} = options
    this.name = [model, queryPrefix, passagePrefix].join('\n').trim()
    this.#options = options
    this.#url = `${options.url.replace(/\/+$/, '')}/embeddings`
    this.#sleep = options.sleep ?? ((milliseconds) => sleepFor(milliseconds))
  }

  async embed(texts: readonly string[], kind: TextKind): Promise<Float32Array[]> {
    const {queryPrefix = '', passagePrefix = ''} = this.#options
    const prefix = kind === 'query' ? queryPrefix : passagePrefix
    const batches = cutBatches(texts.map((text) => prefix + text))
    const results: Float32Array[][] = Array.from({length: batches.length}, () => [])
    let next = 0
    const work = async (): Promise<void> => {
      for (let at = next++; at < batches.length; at = next++) {
        results[at] = await this.#embedBatch(batches[at] ?? [], kind)
      }
    }
    await Promise.all(Array.from({length: REQUESTS_AT_ONCE}, work))
    return results.flat()
  }

  async #embedBatch(texts: readonly string[], kind: TextKind): Promise<Float32Array[]> {
    if (texts.length > this.#most) return await this.#embedHalves(texts, kind)
    for (let tried = 1; ; tried += 1) {
      const outcome = await this.#request(texts, kind)
      if (outcome.kind === 'vectors') return this.#check(outcome.vectors)
      if (texts.length > 1 && (outcome.kind === 'too large' || outcome.kind === 'too slow')) {
        if (outcome.kind === 'too slow') this.#most = Math.min(this.#most, Math.ceil(texts.length / 2))
        return await this.#embedHalves(texts, kind)
      }
      const pause = 'after' in outcome ? (outcome.after ?? 500 * 2 ** tried) : Infinity
      if (kind === 'query' || tried >= TRIES || pause > LONGEST_PAUSE) {
        throw new EmbeddingsError(outcome.message, {cause: outcome.cause})
      }
      await this.#sleep(pause)
    }
  }

  async #embedHalves(texts: readonly string[], kind: TextKind): Promise<Float32Array[]> {
    const middle = Math.ceil(texts.length / 2)
    const first = await this.#embedBatch(texts.slice(0, middle), kind)
    return [...first, ...(await this.#embedBatch(texts.slice(middle), kind))]
  }

  async #request(texts: readonly string[], kind: TextKind): Promise<Outcome> {
    const {apiKey, model, passageTimeout = PASSAGE_TIMEOUT} = this.#options
    const timeout = kind === 'query' ? QUERY_TIMEOUT : passageTimeout
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          ...(apiKey === undefined ? {} : {authorization: `Bearer ${apiKey}`}),
        },
        body: JSON.stringify({model, input: texts, encoding_format: 'float'}),
        signal: AbortSignal.timeout(timeout),
      })
      if (response.ok) return {kind: 'vectors', vectors: readReply(await response.json(), texts.length)}
      await response.body?.cancel()
      return this.#readFailure(response)
    } catch (cause) {
      if (cause instanceof EmbeddingsError) throw cause
      if (readField(cause, 'name') === 'TimeoutError') {
        const message = `The embeddings endpoint ${this.#url} did not answer within ${timeout / 1_000} seconds. Check that it runs and is fast enough.`
        return {kind: 'too slow', message, after: null, cause}
      }
      const message = `The embeddings endpoint ${this.#url} could not be reached. Check that it runs and CHATKIT_EMBEDDINGS_URL.`
      return {kind: 'later', message, after: null, cause}
    }
  }

  #readFailure({status, headers}: Response): Outcome {
    const where = `The embeddings endpoint ${this.#url}`
    if (status === 401 || status === 403) {
      return {kind: 'final', message: `${where} refused the key (${status}). Set CHATKIT_EMBEDDINGS_API_KEY.`}
    }
    if (status === 404 || status === 405) {
      const message = `${where} answered ${status}. Check CHATKIT_EMBEDDINGS_URL, which ends before /embeddings, and CHATKIT_EMBEDDINGS_MODEL.`
      return {kind: 'final', message}
    }
    const message = `${where} answered ${status}.`
    if (status === 429 || status === 408 || status >= 500)
      return {kind: 'later', message, after: readRetryAfter(headers)}
    // Servers limit a request's texts or tokens, each in its own way and with a status of its own choosing.
    return {
      kind: 'too large',
      message: `${message} It does not take these texts: does the model read 2,000 characters?`,
    }
  }

  #check(vectors: Float32Array[]): Float32Array[] {
    for (const {length} of vectors) {
      this.#dimension ??= length
      if (length !== this.#dimension) {
        throw new EmbeddingsError(
          `The embeddings endpoint ${this.#url} sent vectors of ${this.#dimension} and of ${length} dimensions. Does one model answer there?`,
        )
      }
    }
    return vectors.map(normalize)
  }
}

type Outcome =
  | {readonly kind: 'vectors'; readonly vectors: Float32Array[]}
  | {
      readonly kind: 'later' | 'too slow'
      readonly message: string
      readonly after: number | null
      readonly cause?: unknown
    }
  | {readonly kind: 'too large' | 'final'; readonly message: string; readonly cause?: unknown}

function cutBatches(texts: readonly string[]): string[][] {
  const batches: string[][] = []
  let characters = Infinity
  for (const text of texts) {
    const last = batches.at(-1)
    if (last === undefined || last.length >= BATCH || characters + text.length > BATCH_CHARACTERS) {
      batches.push([text])
      characters = text.length
    } else {
      last.push(text)
      characters += text.length
    }
  }
  return batches
}

/** The vectors in the order of the texts, whatever order they came in. */
function readReply(reply: unknown, count: number): Float32Array[] {
  const data = readField(reply, 'data')
  if (!Array.isArray(data) || data.length !== count) {
    throw new EmbeddingsError(
      `The embeddings endpoint sent ${Array.isArray(data) ? data.length : 'no'} vectors for ${count} texts. Does it speak OpenAI's /embeddings?`,
    )
  }
  const vectors = new Map<number, Float32Array>()
  data.forEach((entry: unknown, place) => {
    const index = readField(entry, 'index')
    vectors.set(typeof index === 'number' ? index : place, readVector(readField(entry, 'embedding')))
  })
  return Array.from({length: count}, (_, at) => {
    const vector = vectors.get(at)
    if (vector === undefined) throw new EmbeddingsError('The embeddings endpoint numbered its vectors wrongly.')
    return vector
  })
}

/** Milliseconds of a Retry-After in seconds or as a date; null when there is none that can be read. */
function readRetryAfter(headers: Headers): number | null {
  const value = headers.get('retry-after')
  if (value === null) return null
  const milliseconds = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isNaN(milliseconds) ? null : Math.max(milliseconds, 0)
}

function readField(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}
