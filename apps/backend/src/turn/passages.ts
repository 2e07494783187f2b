import type {URLSource} from 'chatkit-protocol'
import {toSource} from '../citations/sources.ts'
import type {Passage, Section, SiteInfo} from '../search/types.ts'

/** The passages of one turn under the numbers by which they are cited. A passage found twice keeps its number. */
export class TurnPassages {
  readonly #site: SiteInfo | null
  readonly #numbers = new Map<string, number>()
  readonly #passages: Passage[] = []
  /** Sections that were read whole, by the number that they are cited by. */
  readonly #read = new Map<number, Section>()

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

  /** A whole section has the number of the first of its passages, or else one of its own. */
  numberOfSection(section: Section): number {
    const at = this.#passages.findIndex(({sectionId}) => sectionId === section.id)
    const number = at === -1 ? this.numberOf({...section, sectionId: section.id, score: 0, coverage: 0}) : at + 1
    this.#read.set(number, section)
    return number
  }

  /** The passage of a number, or undefined when there is none. */
  at(number: number): Passage | undefined {
    return this.#passages[number - 1]
  }

  /** All that was retrieved under a URL, as one text; null when nothing was. */
  evidenceAt(url: string): string | null {
    const texts = this.#passages.flatMap((passage, at) =>
      passage.url === url ? [textOf(this.#read.get(at + 1) ?? passage)] : [],
    )
    return texts.length === 0 ? null : texts.join('\n')
  }

  /** All that was retrieved, a text for each passage. */
  get evidence(): string[] {
    return this.#passages.map((passage, at) => textOf(this.#read.get(at + 1) ?? passage))
  }

  /** Where they stand. */
  get urls(): ReadonlySet<string> {
    return new Set(this.#passages.map(({url}) => url))
  }

  /** What a marker with this number links to, or null when nothing was retrieved under it. */
  sourceOf(number: number): URLSource | null {
    const passage = this.#passages[number - 1]
    return passage === undefined ? null : toSource(passage, this.#site)
  }
}

function textOf({title, headingPath, text, code}: Pick<Passage, 'title' | 'headingPath' | 'text' | 'code'>): string {
  return [title, ...headingPath, text, ...code.map((block) => block.code)].join('\n')
}
