import type Database from 'libsql'
import {readText} from '../search/schema.ts'
import type {Embedder} from './types.ts'
import {fromBytes, toBytes} from './vectors.ts'

/** Vectors between two writes: what a failure half-way may cost. A small model without a graphics card needs a minute for them. */
const CHUNK = 128

/** Vectors in a libSQL file by the hash of their text, so that a text is embedded once. */
export class VectorTable {
  readonly #db: Database.Database
  readonly #model: string
  readonly #get: Database.Statement
  readonly #put: Database.Statement

  /** @param model vectors of other models are as if they were not there */
  constructor(db: Database.Database, model: string) {
    db.exec(
      'CREATE TABLE IF NOT EXISTS vectors (model TEXT NOT NULL, hash TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, hash))',
    )
    this.#db = db
    this.#model = model
    this.#get = db.prepare('SELECT vector FROM vectors WHERE model = ? AND hash = ?')
    this.#put = db.prepare('INSERT OR REPLACE INTO vectors (model, hash, vector) VALUES (?, ?, ?)')
  }

  get(hash: string): Float32Array | null {
    const row: unknown = this.#get.get(this.#model, hash)
    const bytes: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'vector') : undefined
    return bytes instanceof Uint8Array ? fromBytes(bytes) : null
  }

  put(hash: string, vector: Float32Array): void {
    this.#put.run(this.#model, hash, toBytes(vector))
  }

  /** All hashes that have a vector. */
  hashes(): Set<string> {
    const rows: unknown[] = this.#db.prepare('SELECT hash FROM vectors WHERE model = ?').all(this.#model)
    return new Set(rows.map((row) => readText(row, 'hash')))
  }

  /**
   * Embeds the texts (by hash) that have no vector yet, and keeps each part as soon as it is there.
   *
   * @param onProgress told before each part how many of how many are embedded
   * @returns how many were embedded
   */
  async embedMissing(
    texts: ReadonlyMap<string, string>,
    embedder: Embedder,
    onProgress: (done: number, total: number) => void = () => {},
  ): Promise<number> {
    const known = this.hashes()
    const missing = [...texts].filter(([hash]) => !known.has(hash))
    for (let at = 0; at < missing.length; at += CHUNK) {
      onProgress(at, missing.length)
      const chunk = missing.slice(at, at + CHUNK)
      const vectors = await embedder.embed(
        chunk.map(([, text]) => text),
        'passage',
      )
      this.#db.transaction(() => {
        chunk.forEach(([hash], place) => {
          const vector = vectors[place]
          if (vector !== undefined) this.put(hash, vector)
        })
      })()
    }
    return missing.length
  }

  /** Forgets what no text of the index has any more, and other models' vectors. */
  prune(used: ReadonlySet<string>): void {
    this.#db.prepare('DELETE FROM vectors WHERE model <> ?').run(this.#model)
    const remove = this.#db.prepare('DELETE FROM vectors WHERE hash = ?')
    this.#db.transaction(() => {
      for (const hash of this.hashes()) if (!used.has(hash)) remove.run(hash)
    })()
  }
}
