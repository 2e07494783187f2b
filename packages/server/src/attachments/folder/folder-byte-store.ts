import {createHash, randomUUID} from 'node:crypto'
import {mkdir, open, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
import type {FileHandle} from 'node:fs/promises'
import {join} from 'node:path'
import {ChatKitError} from '../../errors.ts'
import type {ByteStore, ListedBytes, PutOptions, PutResult, StoredBytes} from '../byte-store.ts'
import {isKey, requireKey} from '../byte-store.ts'
import {Meter} from '../meter.ts'
import type {RunningHash} from '../meter.ts'
import {consuming, pulled, readChunks} from '../streams.ts'
import {makeFolder} from '../../files/make-folder.ts'

// A key never begins with a dot, so this is out of its reach.
const INCOMING = '.incoming'
const BYTES = 'bytes'
const INFO = 'info.json'
const READ_BYTES = 64 * 1024

/**
 * Keeps bytes as files: `<folder>/<key>/bytes`, with what is known of them in `info.json` beside. Both are written and flushed in
 * `<folder>/.incoming/` first and appear together, by one rename. The folder is made when it is first needed.
 *
 * Several processes may share a folder on one disk. Names are plain, so ordinary backup tools do.
 */
export class FolderByteStore implements ByteStore {
  readonly #folder: string
  readonly #incoming: string

  constructor(folder: string) {
    this.#folder = folder
    this.#incoming = join(folder, INCOMING)
  }

  put(key: string, bytes: ReadableStream<Uint8Array>, options: PutOptions): Promise<PutResult> {
    return consuming(bytes, async () => {
      const target = join(this.#folder, requireKey(key))
      const draft = await disk(() => this.#makeDraft())
      try {
        const measured = await writeBytes(join(draft, BYTES), bytes, options.maxBytes)
        const {contentType, labels = {}} = options
        const info: InfoFile = {...measured, contentType, labels: {...labels}}
        await disk(() => writeFile(join(draft, INFO), JSON.stringify(info), {flush: true}))
        const created = await disk(() => renameUnlessThere(draft, target))
        return {created, ...measured}
      } finally {
        // Gone already if all went well. What cannot be removed now is left to deleteUnfinished.
        await remove(draft).catch(() => {})
      }
    })
  }

  async get(key: string): Promise<{info: StoredBytes; body: ReadableStream<Uint8Array>} | null> {
    const info = await this.head(key)
    if (info === null) return null
    const file = await disk(() => ifThere(() => open(join(this.#folder, key, BYTES), 'r')))
    return file === null ? null : {info, body: contentOf(file)}
  }

  async head(key: string): Promise<StoredBytes | null> {
    const listed = await this.#look(key)
    if (listed === null) return null
    const info = await disk(() =>
      ifThere(async () => JSON.parse(await readFile(join(this.#folder, key, INFO), 'utf8')) as InfoFile),
    )
    return info === null ? null : {...info, storedAt: listed.storedAt}
  }

  async delete(key: string): Promise<void> {
    if ((await this.#look(key)) === null) return
    // Out of sight first, at once; the files themselves go one after the other.
    const grave = await disk(() => this.#makeDraft())
    await disk(() => ifThere(() => rename(join(this.#folder, key), join(grave, key))))
    await disk(() => remove(grave))
  }

  async *list(): AsyncGenerator<ListedBytes, void, void> {
    for (const key of (await disk(() => ifThere(() => readdir(this.#folder)))) ?? []) {
      const listed = await this.#look(key)
      if (listed !== null) yield listed
    }
  }

  async deleteUnfinished(before: Date): Promise<void> {
    const names = (await disk(() => ifThere(() => readdir(this.#incoming)))) ?? []
    for (const name of names) {
      const draft = join(this.#incoming, name)
      const stats = await disk(() => ifThere(() => stat(draft)))
      if (stats !== null && stats.mtime < before) await disk(() => remove(draft))
    }
  }

  async #look(key: string): Promise<ListedBytes | null> {
    if (!isKey(key)) return null
    const stats = await disk(() => ifThere(() => stat(join(this.#folder, key, BYTES))))
    return stats === null ? null : {key, size: stats.size, storedAt: stats.mtime}
  }

  async #makeDraft(): Promise<string> {
    const draft = join(this.#incoming, randomUUID())
    if ((await ifThere(() => mkdir(draft, {mode: 0o700}).then(() => draft))) === null) {
      makeFolder(this.#incoming)
      await mkdir(draft, {mode: 0o700})
    }
    return draft
  }
}

/** What `info.json` holds. When the bytes were stored is the time of their file. */
type InfoFile = Omit<StoredBytes, 'storedAt'>

async function writeBytes(
  path: string,
  bytes: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<{size: number; sha256: string}> {
  const meter = new Meter(maxBytes, nodeSha256())
  const file = await disk(() => open(path, 'wx'))
  try {
    for await (const chunk of readChunks(bytes)) {
      meter.add(chunk)
      await disk(() => file.writeFile(chunk))
    }
    await disk(() => file.sync())
  } finally {
    await disk(() => file.close())
  }
  return meter.result()
}

function nodeSha256(): RunningHash {
  const hash = createHash('sha256')
  return {update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex')}
}

function contentOf(file: FileHandle): ReadableStream<Uint8Array> {
  const next = async (): Promise<Uint8Array | null> => {
    try {
      const {bytesRead, buffer} = await disk(() => file.read(new Uint8Array(READ_BYTES), 0, READ_BYTES))
      if (bytesRead > 0) return buffer.subarray(0, bytesRead)
    } catch (error) {
      await file.close()
      throw error
    }
    await file.close()
    return null
  }
  return pulled(next, () => file.close())
}

/** A folder that is not empty is never replaced by a rename: that is what makes two puts of one key safe. */
async function renameUnlessThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    // Windows says EPERM.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error)) || (await ifThere(() => stat(to))) === null)
      throw error
    return false
  }
}

function remove(path: string): Promise<void> {
  return rm(path, {recursive: true, force: true})
}

async function ifThere<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Work on the disk. Whatever fails there is ours, and none of the reader's business. */
async function disk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw new ChatKitError('Unavailable', 'Files cannot be stored or read at the moment. Please try again later.', {
      cause: error,
    })
  }
}

/** By shape: errors of Node's own come from another realm under Jest. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
