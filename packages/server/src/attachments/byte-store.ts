/** What {@link ByteStore.put} has to know beside the bytes. */
export interface PutOptions {
  /** The media type under which the bytes are kept, e.g. `image/png`. */
  contentType: string
  /** One byte more, and the put rejects with TooLarge. */
  maxBytes: number
  /** A few short texts that stay with the bytes, such as the owner. Default none. */
  labels?: Readonly<Record<string, string>>
}

/** What a store knows of bytes that it keeps. */
export interface StoredBytes {
  size: number
  contentType: string
  /** SHA-256 in hex, or null where the store could not keep it: a large object in S3 gets its metadata before its bytes. */
  sha256: string | null
  labels: Record<string, string>
  storedAt: Date
}

/** How a put ended. Size and hash are of the bytes that were given, stored or not. */
export interface PutResult {
  /** False if the key was taken: what was there is untouched. */
  created: boolean
  size: number
  /** SHA-256 in hex. */
  sha256: string
}

/** One entry of {@link ByteStore.list}. */
export interface ListedBytes {
  key: string
  size: number
  storedAt: Date
}

/**
 * Keeps bytes under keys: files in a folder, objects in a bucket.
 *
 * Rules for every method:
 * - A key is 1 to 128 of the characters `a-z 0-9 _ -`, the first a letter or a digit. Nothing else can be stored (`put` rejects with a
 *   TypeError) or found. Keys come from the outside, so a store must not trust them as paths.
 * - Bytes are there as a whole or not at all. A put that fails, for whatever reason, leaves nothing that can be seen; two puts of one key
 *   at the same time store one of them.
 * - A failure of the store itself, such as a full disk, rejects with `Unavailable`; what the given stream fails with is passed on as it is.
 *
 * `byteStoreConformance` of `chatkit-server/testing` checks all of this for a store of your own.
 */
export interface ByteStore {
  /**
   * Stores everything that the stream gives. Reads no faster than it stores, and cancels the stream when it rejects. Never overwrites: if
   * the key is taken, it resolves with `created: false`.
   */
  put(key: string, bytes: ReadableStream<Uint8Array>, options: PutOptions): Promise<PutResult>

  /** The bytes and what is known of them, or null. Read the body or cancel it. */
  get(key: string): Promise<{info: StoredBytes; body: ReadableStream<Uint8Array>} | null>

  /** What is known of the bytes, or null. */
  head(key: string): Promise<StoredBytes | null>

  /** Deletes. Idempotent. */
  delete(key: string): Promise<void>

  /** Everything that is stored, in any order. What is added or deleted meanwhile may or may not appear. */
  list(): AsyncIterable<ListedBytes>

  /** Clears away what puts that began before a time have left behind because their process died. */
  deleteUnfinished(before: Date): Promise<void>
}

/** Whether something may be a key. */
export function isKey(key: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,127}$/.test(key)
}

/** The key itself, or a TypeError. */
export function requireKey(key: string): string {
  if (isKey(key)) return key
  throw new TypeError(`${JSON.stringify(key.slice(0, 200))} is no key. Use 1 to 128 of the characters a-z 0-9 _ -.`)
}
