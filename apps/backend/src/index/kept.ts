import {gunzipSync, gzipSync} from 'node:zlib'
import type Database from 'libsql'
import {hashText} from '../embeddings/vectors.ts'
import {readText} from '../search/schema.ts'
import {contentIndex, type ContentIndex} from './schema.ts'

/** `withdrawn` is what was gone back from; of that only the digest is kept. */
type Place = 'current' | 'previous' | 'withdrawn'

/** The content index that is searched and the one before it, packed, so that an owner can go back although the site has moved on. */
export class KeptIndexes {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    db.exec('CREATE TABLE IF NOT EXISTS kept_indexes (place TEXT PRIMARY KEY, digest TEXT NOT NULL, packed BLOB)')
    this.#db = db
  }

  /** Null when none is kept there. */
  read(place: 'current' | 'previous'): ContentIndex | null {
    const row: unknown = this.#db.prepare('SELECT packed FROM kept_indexes WHERE place = ?').get(place)
    const packed: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'packed') : null
    return packed instanceof Uint8Array ? contentIndex.parse(JSON.parse(gunzipSync(packed).toString('utf8'))) : null
  }

  /** Whether an owner has gone back from this one. */
  isWithdrawn(index: ContentIndex): boolean {
    return this.#digestAt('withdrawn') === hashText(JSON.stringify(index))
  }

  /** Keeps what is searched from now on. @param isChanged whether what was searched so far is worth going back to */
  advance(index: ContentIndex, isChanged: boolean): void {
    const json = JSON.stringify(index)
    const digest = hashText(json)
    this.#remove('withdrawn')
    const current = this.#digestAt('current')
    if (current === digest) return
    if (isChanged && current !== '') this.#move('current', 'previous')
    this.#put('current', digest, gzipSync(json))
  }

  /** The one before is searched from now on. */
  goBack(): void {
    this.#put('withdrawn', this.#digestAt('current'), null)
    this.#move('previous', 'current')
  }

  /** Empty when there is none. */
  #digestAt(place: Place): string {
    return readText(this.#db.prepare('SELECT digest FROM kept_indexes WHERE place = ?').get(place), 'digest')
  }

  #put(place: Place, digest: string, packed: Uint8Array | null): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO kept_indexes (place, digest, packed) VALUES (?, ?, ?)')
      .run(place, digest, packed)
  }

  #move(from: Place, to: Place): void {
    this.#remove(to)
    this.#db.prepare('UPDATE kept_indexes SET place = ? WHERE place = ?').run(to, from)
  }

  #remove(place: Place): void {
    this.#db.prepare('DELETE FROM kept_indexes WHERE place = ?').run(place)
  }
}
