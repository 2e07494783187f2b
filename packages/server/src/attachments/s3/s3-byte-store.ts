import {joinBytes} from '../../join-bytes.ts'
import type {ByteStore, ListedBytes, PutOptions, PutResult, StoredBytes} from '../byte-store.ts'
import {fromBase64Url, toBase64Url} from '../base64-url.ts'
import {isKey, requireKey} from '../byte-store.ts'
import {Meter} from '../meter.ts'
import {consuming, readChunks} from '../streams.ts'
import {S3Client, unavailable} from './s3-client.ts'
import type {S3Options, S3Request} from './s3-client.ts'
import {elements, escape, text} from './xml.ts'

/** Options of {@link S3ByteStore}. */
export interface S3ByteStoreOptions extends S3Options {
  /** In front of every object's name, e.g. `chat/`. Default none. */
  prefix?: string
  /**
   * Bytes after which an object is sent in parts, and the size of a part, each held in memory. Default 8 MiB; S3 wants at least 5 MiB.
   */
  partBytes?: number
  /** Objects asked for at once when they are listed. Default 1,000, the most that S3 gives. */
  listSize?: number
}

/** The metadata that S3 keeps with an object, in one header. */
interface Metadata {
  labels: Record<string, string>
  sha256?: string
}

const METADATA = 'x-amz-meta-chatkit'
const MIB = 1024 * 1024

/**
 * Keeps bytes as objects of a bucket: Amazon S3, Cloudflare R2, MinIO, Garage, and others that speak S3.
 *
 * S3 wants to know an object's length before its bytes. What fits into one part is therefore collected and sent at once, its hash checked
 * by the service; what is longer goes as a multipart upload, one part in memory at a time, and appears when it is complete. Such an
 * object has no `sha256` afterwards: its metadata was sent before its bytes.
 *
 * Never overwriting needs a service that honours `If-None-Match` on writes (Amazon, R2, MinIO do). One that ignores it is asked first
 * whether the key is free, and then of two puts at the very same moment the later one wins.
 *
 * The key needs the rights to get, put, delete and list objects, and to abort and list multipart uploads.
 */
export class S3ByteStore implements ByteStore {
  readonly #client: S3Client
  readonly #prefix: string
  readonly #partBytes: number
  readonly #listSize: number

  constructor({prefix = '', partBytes = 8 * MIB, listSize = 1000, ...options}: S3ByteStoreOptions) {
    this.#client = new S3Client(options)
    this.#prefix = prefix
    this.#partBytes = partBytes
    this.#listSize = listSize
  }

  put(key: string, bytes: ReadableStream<Uint8Array>, options: PutOptions): Promise<PutResult> {
    return consuming(bytes, async () => {
      const name = this.#prefix + requireKey(key)
      const meter = new Meter(options.maxBytes)
      let upload: MultipartUpload | undefined
      try {
        for await (const {part, last} of inParts(bytes, this.#partBytes, meter)) {
          if (last && upload === undefined) {
            return {created: await this.#putWhole(key, part, options, meter.result().sha256), ...meter.result()}
          }
          upload ??= await this.#begin(name, options)
          await this.#putPart(upload, part)
        }
        const created = upload !== undefined && (await this.#complete(key, upload, meter.result().size))
        if (!created && upload !== undefined) await this.#abort(upload)
        return {created, ...meter.result()}
      } catch (error) {
        // If this fails too, deleteUnfinished finds it.
        if (upload !== undefined) await this.#abort(upload).catch(() => {})
        throw error
      }
    })
  }

  async get(key: string): Promise<{info: StoredBytes; body: ReadableStream<Uint8Array>} | null> {
    if (!isKey(key)) return null
    const response = await this.#client.send({method: 'GET', name: this.#prefix + key, expect: [404]})
    if (response.ok) return {info: infoOf(response), body: this.#client.body(response)}
    // A bucket that is not there answers 404 as well, and is no missing file.
    const code = text(await this.#client.text(response), 'Code')
    if (code === 'NoSuchKey') return null
    throw unavailable(new Error(`S3: ${code ?? 'a 404 without a code'}`))
  }

  async head(key: string): Promise<StoredBytes | null> {
    if (!isKey(key)) return null
    const response = await this.#client.sendOnly({method: 'HEAD', name: this.#prefix + key, expect: [404]})
    return response.ok ? infoOf(response) : null
  }

  async delete(key: string): Promise<void> {
    if (isKey(key)) await this.#client.sendOnly({method: 'DELETE', name: this.#prefix + key, expect: [404]})
  }

  async *list(): AsyncGenerator<ListedBytes, void, void> {
    const query = {'list-type': '2', prefix: this.#prefix, 'max-keys': String(this.#listSize)}
    for await (const page of this.#pages(query, {'continuation-token': 'NextContinuationToken'})) {
      for (const object of elements(page, 'Contents')) {
        const key = text(object, 'Key')?.slice(this.#prefix.length) ?? ''
        if (!isKey(key)) continue
        yield {key, size: Number(text(object, 'Size')), storedAt: new Date(text(object, 'LastModified') ?? 0)}
      }
    }
  }

  async deleteUnfinished(before: Date): Promise<void> {
    const query = {uploads: '', prefix: this.#prefix}
    for await (const page of this.#pages(query, {
      'key-marker': 'NextKeyMarker',
      'upload-id-marker': 'NextUploadIdMarker',
    })) {
      for (const upload of elements(page, 'Upload')) {
        const [name, id] = [text(upload, 'Key'), text(upload, 'UploadId')]
        if (name === undefined || id === undefined || new Date(text(upload, 'Initiated') ?? 0) >= before) continue
        await this.#abort({name, id, tags: []})
      }
    }
  }

  async #putWhole(key: string, body: Uint8Array<ArrayBuffer>, options: PutOptions, sha256: string): Promise<boolean> {
    const request = {method: 'PUT', name: this.#prefix + key, headers: headersOf(options, sha256), body} as const
    const response = await this.#unlessThere(key, request)
    await response?.body?.cancel()
    return response !== null
  }

  async #begin(name: string, options: PutOptions): Promise<MultipartUpload> {
    const response = await this.#client.send({method: 'POST', name, query: {uploads: ''}, headers: headersOf(options)})
    const id = text(await this.#client.text(response), 'UploadId')
    if (id === undefined) throw unavailable(new Error('S3: a multipart upload was begun without an id'))
    return {name, id, tags: []}
  }

  async #putPart({name, id, tags}: MultipartUpload, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const query = {partNumber: String(tags.length + 1), uploadId: id}
    const response = await this.#client.sendOnly({method: 'PUT', name, query, body})
    const tag = response.headers.get('etag')
    if (tag === null) throw unavailable(new Error('S3: a part was stored without an ETag'))
    tags.push(tag)
  }

  async #complete(key: string, {name, id, tags}: MultipartUpload, size: number): Promise<boolean> {
    const parts = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escape(tag)}</ETag></Part>`)
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
    const request = {method: 'POST', name, query: {uploadId: id}, body} as const
    const response = await this.#unlessThere(key, request, [404])
    if (response === null) return false
    const answer = await this.#client.text(response)
    // The answer to a request that was tried again, while the first had succeeded.
    if (response.status === 404 && (await this.head(key))?.size === size) return true
    // It begins with 200 while the service is still at work, and may yet end with an error.
    if (response.ok && answer.includes('<CompleteMultipartUploadResult')) return true
    throw unavailable(new Error(`S3: completing an upload failed with ${text(answer, 'Code') ?? 'no code'}`))
  }

  async #abort({name, id}: MultipartUpload): Promise<void> {
    await this.#client.sendOnly({method: 'DELETE', name, query: {uploadId: id}, expect: [404]})
  }

  /** Sends a request that makes an object appear, unless there is one under the key: then null. */
  async #unlessThere(key: string, request: S3Request, expect: number[] = []): Promise<Response | null> {
    if ((await this.head(key)) !== null) return null
    const headers = {...request.headers, 'if-none-match': '*'}
    let response = await this.#client.send({...request, headers, expect: [...expect, 412, 501]})
    if (response.status === 412 || response.status === 501) await response.body?.cancel()
    if (response.status === 412) return null
    // How some services say that they do not know the condition.
    if (response.status === 501) response = await this.#client.send({...request, expect})
    return response
  }

  /** The pages of a list. `markers` names the parameter of the next request for each element of an answer. */
  async *#pages(query: Record<string, string>, markers: Record<string, string>): AsyncGenerator<string, void, void> {
    let next: Record<string, string> | undefined = {}
    while (next !== undefined) {
      const page: string = await this.#client.text(await this.#client.send({method: 'GET', query: {...query, ...next}}))
      yield page
      const more = text(page, 'IsTruncated') === 'true'
      next = more ? mapValues(markers, (element) => text(page, element) ?? '') : undefined
    }
  }
}

/** An upload in parts that has begun. */
interface MultipartUpload {
  name: string
  id: string
  /** What the service answered for each part. */
  tags: string[]
}

/** Cuts a stream into parts of one size; the last may be shorter, and is the only one of a short stream. */
async function* inParts(
  bytes: ReadableStream<Uint8Array>,
  size: number,
  meter: Meter,
): AsyncGenerator<{part: Uint8Array<ArrayBuffer>; last: boolean}, void, void> {
  let chunks: Uint8Array[] = []
  let held = 0
  for await (const chunk of readChunks(bytes)) {
    meter.add(chunk)
    chunks.push(chunk)
    held += chunk.byteLength
    if (held <= size) continue
    const whole = joinBytes(chunks)
    let offset = 0
    for (; held - offset > size; offset += size) yield {part: whole.slice(offset, offset + size), last: false}
    chunks = [whole.subarray(offset)]
    held -= offset
  }
  yield {part: joinBytes(chunks), last: true}
}

function headersOf({contentType, labels = {}}: PutOptions, sha256?: string): Record<string, string> {
  const metadata: Metadata = {labels: {...labels}, ...(sha256 === undefined ? {} : {sha256})}
  // Metadata is ASCII on the wire, whatever a file is called, and S3 takes 2 KB of it.
  return {'content-type': contentType, [METADATA]: toBase64Url(new TextEncoder().encode(JSON.stringify(metadata)))}
}

function infoOf({headers}: Response): StoredBytes {
  // An object that somebody else has put there has none of ours.
  const metadata = fromBase64Url(headers.get(METADATA) ?? '') ?? new Uint8Array()
  const {labels, sha256 = null} = JSON.parse(new TextDecoder().decode(metadata) || '{"labels":{}}') as Metadata
  return {
    size: Number(headers.get('content-length')),
    contentType: headers.get('content-type') ?? 'application/octet-stream',
    sha256,
    labels,
    storedAt: new Date(headers.get('last-modified') ?? 0),
  }
}

function mapValues(record: Record<string, string>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
