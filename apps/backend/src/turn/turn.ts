import type {ThreadMetadata} from 'chatkit-protocol'
import type {Store} from 'chatkit-server'
import {AgentContext} from 'chatkit-server/agents'
import {NO_SUCH_SECTION, writeReadOutput, writeToolError} from '../agent/read-output.ts'
import {writeToolOutput} from '../agent/tool-output.ts'
import {isFollowUp} from '../extractive/resolve-question.ts'
import {Tally} from '../report/tally.ts'
import {toSitePath} from '../search/site-path.ts'
import type {Elsewhere, Passage, SearchIndex, SearchResult, Section, SectionLink, SiteInfo} from '../search/types.ts'
import {cleanText} from '../text/clean.ts'
import {emphasise} from '../text/markdown.ts'
import {textsFor} from '../texts/texts-for.ts'
import type {Texts} from '../texts/texts.ts'
import {isStopword, words} from '../text/words.ts'
import type {PageContext} from './page.ts'
import {TurnPassages} from './passages.ts'

/** Characters of a marked text that are searched by. */
const MAX_SELECTION = 300

/** Who asks. Made from the bearer for each request; the session's id is the owner of its threads. */
export interface RequestContext {
  readonly sessionId: string
  /** Where the request came from; missing where that is unknown. */
  readonly address?: string
}

export interface TurnOptions {
  readonly thread: ThreadMetadata
  readonly store: Store<RequestContext>
  readonly requestContext: RequestContext
  readonly index: SearchIndex
  readonly site: SiteInfo
  readonly page: PageContext
  /** Called when a tool has failed. The model is told that it has, the reader is not. */
  readonly onToolFailure: (error: unknown) => void
}

/** Everything that belongs to the answering of one question; what the agent's tool gets as run context. */
export class Turn extends AgentContext<RequestContext> {
  readonly site: SiteInfo
  readonly page: PageContext
  readonly passages: TurnPassages
  /** In the reader's language, or else the site's. */
  readonly texts: Texts
  readonly tally = new Tally()
  /** Where passages are from, when that is not what the reader reads. */
  elsewhere: Elsewhere | null = null
  /** What comes nearest to the first search that found nothing, while none has found anything. */
  nearest: readonly Passage[] = []
  readonly onToolFailure: (error: unknown) => void
  readonly #index: SearchIndex
  readonly #cache = new Map<string, Promise<SearchResult>>()
  #lastShown = ''

  constructor({index, site, page, onToolFailure, ...context}: TurnOptions) {
    super(context)
    this.onToolFailure = onToolFailure
    this.#index = index
    this.site = site
    this.page = page
    this.texts = textsFor(page.locale, site.locale)
    this.passages = new TurnPassages(site)
  }

  /** Searches, and says what is being read. The same query is searched once a turn. */
  async search(query: string): Promise<SearchResult> {
    const effective = withPage(query, this.page)
    const cached =
      this.#cache.get(effective) ??
      this.#index.search({query: effective, around: aroundOf(query, this.page), page: this.page})
    this.#cache.set(effective, cached)
    const result = await cached
    for (const passage of result.passages) this.passages.numberOf(passage)
    const top = result.passages[0]
    if (this.passages.all.length > 0) this.nearest = []
    else if (this.nearest.length === 0) this.nearest = result.nearest
    this.elsewhere ??= result.elsewhere ?? null
    if (top === undefined) this.#show(this.texts.searching(emphasise(this.site.title)), 'search')
    else this.#showReading(top)
    return result
  }

  /** A search as the model sees it. */
  async searchForModel(query: string): Promise<string> {
    const result = await this.search(query)
    return writeToolOutput(result, (passage) => this.passages.numberOf(passage))
  }

  /**
   * A part of a whole section as the model sees it.
   *
   * @param asked the number or the URL of a passage
   * @param part from 1
   */
  async readForModel(asked: string, part: number): Promise<string> {
    const name = cleanText(asked).trim()
    const numbered = this.passages.at(readNumber(name))
    const section = await this.#index.section(numbered?.sectionId ?? toSitePath(name, this.site))
    if (section === null) return writeToolError(NO_SUCH_SECTION)
    this.#showReading(section)
    return writeReadOutput(section, this.passages.numberOfSection(section), part)
  }

  /** The sections of the page that the passage of a number is on; none when they cannot be had, for an answer does without. */
  async pageOf(number: number): Promise<readonly SectionLink[]> {
    const passage = this.passages.at(number)
    if (passage === undefined) return []
    try {
      return (await this.#index.section(passage.sectionId))?.page ?? []
    } catch (error) {
      this.onToolFailure(error)
      return []
    }
  }

  #showReading({headingPath, title}: Pick<Section, 'headingPath' | 'title'>): void {
    this.#show(this.texts.reading(emphasise(headingPath.at(-1) ?? title)), 'book-open')
  }

  #show(text: string, icon: 'search' | 'book-open'): void {
    if (text !== this.#lastShown) this.stream({type: 'progress_update', text, icon})
    this.#lastShown = text
  }
}

/** `3` and `[3]` are passages; 0 is none. */
function readNumber(name: string): number {
  return Number(/^\[?(\d{1,3})\]?$/.exec(name)?.[1] ?? 0)
}

/** "Why is it slower?" points to what the reader has marked, if there is any. */
function aroundOf(query: string, page: PageContext): string | undefined {
  return isFollowUp(query) ? page.selection?.slice(0, MAX_SELECTION) : undefined
}

/** "Explain this" with nothing else to go by means what the reader has marked, or else where the reader is. */
function withPage(query: string, page: PageContext): string {
  if (words(query).some((word) => !isStopword(word))) return query
  const around = page.selection?.slice(0, MAX_SELECTION) ?? page.heading ?? page.title
  return around === undefined ? query : `${query} ${around}`
}
