import type {ThreadMetadata} from 'chatkit-protocol'
import type {Store} from 'chatkit-server'
import {AgentContext} from 'chatkit-server/agents'
import {writeToolOutput} from '../agent/tool-output.ts'
import type {Tally} from '../report/turn-record.ts'
import type {SearchIndex, SearchResult, SiteInfo} from '../search/types.ts'
import {isStopword, words} from '../text/words.ts'
import type {PageContext} from './page.ts'
import {TurnPassages} from './passages.ts'

/** Who asks. Made from the bearer for each request; the session's id is the owner of its threads. */
export interface RequestContext {
  readonly sessionId: string
}

export interface TurnOptions {
  readonly thread: ThreadMetadata
  readonly store: Store<RequestContext>
  readonly requestContext: RequestContext
  readonly index: SearchIndex
  readonly site: SiteInfo
  readonly page: PageContext
}

/** Everything that belongs to the answering of one question; what the agent's tool gets as run context. */
export class Turn extends AgentContext<RequestContext> {
  readonly site: SiteInfo
  readonly page: PageContext
  readonly passages: TurnPassages
  readonly tally: Tally = {answeredBy: 'quotes', inputTokens: 0, outputTokens: 0}
  readonly #index: SearchIndex
  readonly #cache = new Map<string, Promise<SearchResult>>()
  #lastShown = ''

  constructor({index, site, page, ...context}: TurnOptions) {
    super(context)
    this.#index = index
    this.site = site
    this.page = page
    this.passages = new TurnPassages(site)
  }

  /** Searches, and says what is being read. The same query is searched once a turn. */
  async search(query: string): Promise<SearchResult> {
    const effective = withPage(query, this.page)
    const cached = this.#cache.get(effective) ?? this.#index.search({query: effective, page: this.page})
    this.#cache.set(effective, cached)
    const result = await cached
    for (const passage of result.passages) this.passages.numberOf(passage)
    const top = result.passages[0]
    const shown =
      top === undefined ? `Searching *${this.site.title}*…` : `Reading *${top.headingPath.at(-1) ?? top.title}*…`
    if (shown !== this.#lastShown)
      this.stream({type: 'progress_update', text: shown, icon: top === undefined ? 'search' : 'book-open'})
    this.#lastShown = shown
    return result
  }

  /** A search as the model sees it. */
  async searchForModel(query: string): Promise<string> {
    const result = await this.search(query)
    return writeToolOutput(result, (passage) => this.passages.numberOf(passage))
  }
}

/** "Explain this" with nothing else to go by means what the reader has marked, or else where the reader is. */
function withPage(query: string, page: PageContext): string {
  if (words(query).some((word) => !isStopword(word))) return query
  const around = page.selection?.slice(0, 300) ?? page.heading ?? page.title
  return around === undefined ? query : `${query} ${around}`
}
