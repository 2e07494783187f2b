import {joinBytes} from '../join-bytes.ts'
import type {ByteStore, ListedBytes, PutOptions, PutResult, StoredBytes} from './byte-store.ts'
import {requireKey} from './byte-store.ts'
import {Meter} from './meter.ts'
import {consuming, pulled, readChunks} from './streams.ts'

/** Keeps bytes in this process's memory and forgets them at the end. For tests and demos: it grows without bound. */
export class MemoryByteStore implements ByteStore {
  readonly #stored = new Map<string, {info: StoredBytes; bytes: Uint8Array}>()

  put(key: string, bytes: ReadableStream<Uint8Array>, options: PutOptions): Promise<PutResult> {
    return consuming(bytes, async () => {
      requireKey(key)
      const meter = new Meter(options.maxBytes)
      const chunks: Uint8Array[] = []
      for await (const chunk of readChunks(bytes)) {
        meter.add(chunk)
        chunks.push(chunk.slice())
      }
      const measured = meter.result()
      if (this.#stored.has(key)) return {created: false, ...measured}
      const {contentType, labels = {}} = options
      const info = {...measured, contentType, labels: {...labels}, storedAt: new Date()}
      this.#stored.set(key, {info, bytes: joinBytes(chunks)})
      return {created: true, ...measured}
    })
  }

  async get(key: string): Promise<{info: StoredBytes; body: ReadableStream<Uint8Array>} | null> {
    const stored = this.#stored.get(key)
    if (stored === undefined) return null
    const rest = [stored.bytes.slice()]
    const body = pulled(
      async () => rest.pop() ?? null,
      async () => {},
    )
    return {info: copyOf(stored.info), body}
  }

  async head(key: string): Promise<StoredBytes | null> {
    const stored = this.#stored.get(key)
    return stored === undefined ? null : copyOf(stored.info)
  }

  async delete(key: string): Promise<void> {
    this.#stored.delete(key)
  }

  async *list(): AsyncGenerator<ListedBytes, void, void> {
    for (const [key, {info}] of this.#stored) yield {key, size: info.size, storedAt: new Date(info.storedAt)}
  }

  /** Nothing outlives its process here. */
  async deleteUnfinished(_before: Date): Promise<void> {}
}

function copyOf(info: StoredBytes): StoredBytes {
  return {...info, labels: {...info.labels}, storedAt: new Date(info.storedAt)}
}
