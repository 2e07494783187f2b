import {AwsV4Signer} from 'aws4fetch'
import {ChatKitError} from '../../errors.ts'
import {nothing, pulled, readAll, within} from '../streams.ts'

/** An access key. */
export interface S3Credentials {
  accessKeyId: string
  secretAccessKey: string
  /** For temporary keys. */
  sessionToken?: string
}

/** Where a bucket is, and how to get in. */
export interface S3Options {
  /** The service's URL without the bucket, e.g. `https://s3.eu-central-1.amazonaws.com` or `http://localhost:9000`. */
  endpoint: string
  bucket: string
  /** Default `us-east-1`, which most services that are not Amazon's take; Cloudflare R2 wants `auto`. */
  region?: string
  /** A key, or a function that gives the one to use now, for keys that change. */
  credentials: S3Credentials | (() => S3Credentials | Promise<S3Credentials>)
  /** Whether the bucket's name goes into the path (default), or in front of the host. */
  pathStyle?: boolean
  /** Milliseconds that a request may take, or of silence while an object is read. Default 30,000. */
  timeoutMs?: number
  /** How often a request is tried again after a network error, 429 or 5xx. Default 2. */
  retries?: number
}

/** One request. */
export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** The object's name, or `''` for the bucket. */
  name?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer> | string
  /** Statuses beside 2xx that the caller understands. */
  expect?: readonly number[]
}

const RETRY_BASE_MS = 100

/** Signs requests to one bucket, sends them, and tries again what may pass. Whatever else comes back rejects with Unavailable. */
export class S3Client {
  readonly #options: Required<Omit<S3Options, 'endpoint' | 'bucket' | 'credentials'>> & Pick<S3Options, 'credentials'>
  readonly #base: string
  /** Keys derived from the secret, one a day. */
  readonly #derived = new Map<string, ArrayBuffer>()

  constructor({endpoint, bucket, ...options}: S3Options) {
    this.#options = {region: 'us-east-1', pathStyle: true, timeoutMs: 30_000, retries: 2, ...options}
    this.#base = bucketUrl(endpoint, bucket, this.#options.pathStyle)
  }

  async send(request: S3Request): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.#attempt(request).catch((error: unknown) => error)
      if (outcome instanceof Response) {
        if (outcome.ok || request.expect?.includes(outcome.status)) return outcome
        const failure = await this.#failure(request, outcome)
        const mayPass = outcome.status >= 500 || outcome.status === 429
        if (!mayPass || attempt >= this.#options.retries) throw unavailable(failure)
      } else if (attempt >= this.#options.retries) {
        throw unavailable(outcome)
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_BASE_MS * 2 ** attempt))
    }
  }

  /** The text of an answer. */
  async text(response: Response): Promise<string> {
    return new TextDecoder().decode(await readAll(this.body(response)))
  }

  /** Sends a request whose answer says everything by its status. The rest is thrown away, so that the connection can be used again. */
  async sendOnly(request: S3Request): Promise<Response> {
    const response = await this.send(request)
    await response.body?.cancel()
    return response
  }

  /** The body of an answer, which fails when nothing comes for too long. */
  body(response: Response): ReadableStream<Uint8Array> {
    const reader = response.body?.getReader()
    if (reader === undefined) return nothing()
    const next = async (): Promise<Uint8Array | null> => {
      const step = await within(reader.read(), this.#options.timeoutMs).catch((error: unknown) => {
        throw unavailable(error)
      })
      if (step !== undefined) return step.done ? null : step.value
      void reader.cancel().catch(() => {})
      throw unavailable(new Error('S3: the object stopped coming'))
    }
    return pulled(next, (reason) => reader.cancel(reason))
  }

  async #attempt({method, name = '', query = {}, headers = {}, body}: S3Request): Promise<Response> {
    const {credentials, region, timeoutMs} = this.#options
    // Encoded here and not by URLSearchParams, whose spaces are plus signs.
    const search = Object.entries(query).map(([key, value]) => `${encode(key)}=${encode(value)}`)
    const url = `${this.#base}/${name.split('/').map(encode).join('/')}${search.length > 0 ? '?' : ''}${search.join('&')}`
    const keys = typeof credentials === 'function' ? await credentials() : credentials
    const signed = await new AwsV4Signer({
      ...keys,
      service: 's3',
      region,
      cache: this.#derived,
      method,
      url,
      headers: {...headers, 'x-amz-content-sha256': await sha256(body ?? '')},
      body: body ?? null,
    }).sign()
    // Ends the wait for an answer, not its body: an object may take longer, as long as it comes.
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(new Error('S3: no answer in time')), timeoutMs)
    try {
      return await fetch(signed.url, {
        method,
        headers: signed.headers,
        body: body ?? null,
        redirect: 'manual',
        signal: controller.signal,
      })
    } finally {
      clearTimeout(timer)
    }
  }

  async #failure({method, name = ''}: S3Request, response: Response): Promise<Error> {
    const text = await this.text(response).catch(() => '')
    const detail = /<Code>[^<]*<\/Code>(?:\s*<Message>[^<]*<\/Message>)?/.exec(text)?.[0] ?? ''
    return new Error(`S3: ${method} ${name} answered ${response.status} ${detail}`.trim())
  }
}

/** The URL of a bucket, without a slash at its end. */
export function bucketUrl(endpoint: string, bucket: string, pathStyle: boolean): string {
  const url = new URL(endpoint)
  const path = url.pathname.replace(/\/+$/, '')
  return pathStyle ? `${url.origin}${path}/${encode(bucket)}` : `${url.protocol}//${bucket}.${url.host}${path}`
}

// As the signature has it, which leaves fewer characters as they are than encodeURIComponent does.
function encode(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** A failure of the service, for readers; what it was goes to the log. */
export function unavailable(cause: unknown): ChatKitError {
  return new ChatKitError('Unavailable', 'Files cannot be stored or read at the moment. Please try again later.', {
    cause,
  })
}

async function sha256(body: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const hash = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
