import type {URLSource} from 'chatkit-protocol'
import {toSource} from '../citations/sources.ts'
import type {Passage, SiteInfo} from '../search/types.ts'

/** The passages of one turn under the numbers by which they are cited. A passage found twice keeps its number. */
export class TurnPassages {
  readonly #site: SiteInfo | null
  readonly #numbers = new Map<string, number>()
  readonly #passages: Passage[] = []

  constructor(site: SiteInfo | null) {
    this.#site = site
  }

  get all(): readonly Passage[] {
    return this.#passages
  }

  numberOf(passage: Passage): number {
    const known = this.#numbers.get(passage.id)
    if (known !== undefined) return known
    this.#passages.push(passage)
    this.#numbers.set(passage.id, this.#passages.length)
    return this.#passages.length
  }

  /** What a marker with this number links to, or null when nothing was retrieved under it. */
  sourceOf(number: number): URLSource | null {
    const passage = this.#passages[number - 1]
    return passage === undefined ? null : toSource(passage, this.#site)
  }
}
