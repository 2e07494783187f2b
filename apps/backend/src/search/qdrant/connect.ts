import {QdrantClient} from '@qdrant/js-client-rest'
import {IndexError} from '../../index/errors.ts'

/** Where Qdrant is. Plain data: it crosses threads. */
export interface QdrantConfig {
  /** With a path, if it lies below one. */
  readonly url: string
  readonly apiKey: string | undefined
  /** Name of the alias that is searched; the collections behind it are named after it. */
  readonly collection: string
}

/** @param timeout milliseconds a request may take */
export function connect({url, apiKey}: QdrantConfig, timeout: number): QdrantClient {
  const {protocol, hostname, port, pathname} = new URL(url)
  const https = protocol === 'https:'
  // The client takes 6333 for every URL without a port, and `URL` drops the one that a scheme has anyway.
  const written = /^\w+:\/\/[^/]*:(\d+)/.exec(url)?.[1]
  return new QdrantClient({
    host: hostname,
    port: Number(port || written || 6333),
    https,
    prefix: pathname === '/' ? '' : pathname.replace(/\/+$/, ''),
    timeout,
    checkCompatibility: false,
    // Not as `apiKey`: that prints a warning for every client over http, also in a private network.
    ...(apiKey === undefined ? {} : {headers: {'api-key': apiKey}}),
  })
}

/** An error of the client as one that tells the owner what to do; those of this package stay as they are. */
export function explain(error: unknown, {url, collection}: QdrantConfig): IndexError {
  if (error instanceof IndexError) return error
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined
  const where = `Qdrant at ${new URL(url).origin}`
  const say = (what: string): IndexError => new IndexError('unavailable', what, {cause: error})
  if (status === 401 || status === 403) return say(`${where} refused the key (${status}). Set QDRANT_API_KEY.`)
  if (typeof status === 'number') {
    return say(`${where} answered ${status} for ${collection}. Its log says why.`)
  }
  return say(`${where} could not be reached. Check that it runs and QDRANT_URL.`)
}

export function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'status') === 404
}
