import type Database from 'libsql'
import type {VectorTable} from '../embeddings/vector-table.ts'
import {readNumber, readText} from './schema.ts'

export interface Neighbour {
  /** The passage's rowid. */
  readonly row: number
  /** Cosine similarity, -1 to 1. */
  readonly similarity: number
}

interface Entry {
  readonly row: number
  readonly version: string
  readonly hash: string
}

/** The vectors of all passages in memory, in one array: at this size looking at each is faster than any index of them. */
export class VectorMatrix {
  readonly #entries: readonly Entry[]
  readonly #values: Float32Array
  readonly #dimension: number

  private constructor(entries: readonly Entry[], values: Float32Array, dimension: number) {
    this.#entries = entries
    this.#values = values
    this.#dimension = dimension
  }

  /** Reads what there is; what `before` has already is copied from it. Passages without a vector are left out. */
  static load(db: Database.Database, table: VectorTable, before: VectorMatrix | null): VectorMatrix {
    const rows: unknown[] = db.prepare('SELECT rowid AS row, version, text_hash FROM passages').all()
    const known = before?.places() ?? new Map<string, number>()
    const present = table.hashes()
    const entries = rows
      .map((row) => ({
        row: readNumber(row, 'row'),
        version: readText(row, 'version'),
        hash: readText(row, 'text_hash'),
      }))
      .filter(({hash}) => present.has(hash))
    const first = entries[0] === undefined ? null : table.get(entries[0].hash)
    const dimension = first?.length ?? 0
    const values = new Float32Array(entries.length * dimension)
    const kept = entries.filter(({hash}, at) => {
      const place = known.get(hash)
      const vector =
        place !== undefined && before !== null && before.#dimension === dimension ? before.#at(place) : table.get(hash)
      if (vector?.length !== dimension) return false
      values.set(vector, at * dimension)
      return true
    })
    // One model has one dimension; if a file says otherwise, what does not fit is as if it had no vector.
    return kept.length === entries.length ? new VectorMatrix(entries, values, dimension) : repack(kept)

    function repack(some: readonly Entry[]): VectorMatrix {
      const packed = new Float32Array(some.length * dimension)
      const places = new Map(entries.map((entry, at) => [entry, at]))
      some.forEach((entry, to) => {
        const from = (places.get(entry) ?? 0) * dimension
        packed.set(values.subarray(from, from + dimension), to * dimension)
      })
      return new VectorMatrix(some, packed, dimension)
    }
  }

  get size(): number {
    return this.#entries.length
  }

  /** Where each text's vector stands. */
  places(): Map<string, number> {
    return new Map(this.#entries.map(({hash}, at) => [hash, at]))
  }

  /** The passages nearest to a vector of length 1, nearest first; none when its dimension is another. */
  nearest(query: Float32Array, most: number, version: string | undefined): Neighbour[] {
    if (query.length !== this.#dimension) return []
    const best: Neighbour[] = []
    let least = -Infinity
    for (let at = 0; at < this.#entries.length; at += 1) {
      const entry = this.#entries[at]
      if (entry === undefined || (version !== undefined && entry.version !== version)) continue
      const similarity = this.#dot(query, at * this.#dimension)
      if (similarity <= least && best.length >= most) continue
      const place = best.findIndex((other) => other.similarity < similarity)
      best.splice(place === -1 ? best.length : place, 0, {row: entry.row, similarity})
      if (best.length > most) best.pop()
      least = best.at(-1)?.similarity ?? -Infinity
    }
    return best
  }

  #at(place: number): Float32Array {
    return this.#values.subarray(place * this.#dimension, (place + 1) * this.#dimension)
  }

  /** Four sums at once: V8 does not reorder a single one. */
  #dot(query: Float32Array, from: number): number {
    const values = this.#values
    const end = query.length - (query.length % 4)
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let i = 0; i < end; i += 4) {
      a += query[i]! * values[from + i]!
      b += query[i + 1]! * values[from + i + 1]!
      c += query[i + 2]! * values[from + i + 2]!
      d += query[i + 3]! * values[from + i + 3]!
    }
    for (let i = end; i < query.length; i += 1) a += query[i]! * values[from + i]!
    return a + b + c + d
  }
}
