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
    const present = table.hashes()
    const known = before?.vectors() ?? new Map<string, Float32Array>()
    const found = rows.flatMap((row) => {
      const entry = {row: readNumber(row, 'row'), version: readText(row, 'version'), hash: readText(row, 'text_hash')}
      const vector = known.get(entry.hash) ?? (present.has(entry.hash) ? table.get(entry.hash) : null)
      return vector === null ? [] : [{entry, vector}]
    })
    const dimension = found[0]?.vector.length ?? 0
    // One model has one dimension; if a file says otherwise, what does not fit is as if it had no vector.
    const fitting = found.filter(({vector}) => vector.length === dimension)
    const values = new Float32Array(fitting.length * dimension)
    fitting.forEach(({vector}, at) => values.set(vector, at * dimension))
    return new VectorMatrix(
      fitting.map(({entry}) => entry),
      values,
      dimension,
    )
  }

  get size(): number {
    return this.#entries.length
  }

  /** Each text's vector by its hash. */
  vectors(): Map<string, Float32Array> {
    return new Map(
      this.#entries.map(({hash}, at) => [
        hash,
        this.#values.subarray(at * this.#dimension, (at + 1) * this.#dimension),
      ]),
    )
  }

  /**
   * The passages nearest to a vector of length 1, nearest first; none when its dimension is another.
   *
   * @param versions those that are searched, beside what belongs to none; null = all
   */
  nearest(query: Float32Array, most: number, versions: readonly string[] | null): Neighbour[] {
    if (query.length !== this.#dimension) return []
    const best: Neighbour[] = []
    let least = -Infinity
    for (let at = 0; at < this.#entries.length; at += 1) {
      const entry = this.#entries[at]
      if (entry === undefined) continue
      if (versions !== null && entry.version !== '' && !versions.includes(entry.version)) continue
      const similarity = this.#dot(query, at * this.#dimension)
      if (similarity <= least && best.length >= most) continue
      const place = best.findIndex((other) => other.similarity < similarity)
      best.splice(place === -1 ? best.length : place, 0, {row: entry.row, similarity})
      if (best.length > most) best.pop()
      least = best.at(-1)?.similarity ?? -Infinity
    }
    return best
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
