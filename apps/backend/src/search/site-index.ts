import {idWithin, locatePassage, locateSection} from './edition-ids.ts'
import {addressOf, isSameLanguage, orderEditions, readerLocale} from './editions.ts'
import {searchEdition} from './search-edition.ts'
import {describeSite} from './site-status.ts'
import type {
  Edition,
  Elsewhere,
  IndexStatus,
  IngestMode,
  IngestProgress,
  IngestReport,
  Passage,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Section,
} from './types.ts'

export interface EditionSource {
  /** Path or URL of its content index. */
  readonly source: string
  /** Opens its engine; called when it is first needed, and again if that has failed. */
  readonly open: () => SearchIndex
}

const NOTHING: SearchResult = {passages: [], nearest: []}

/** An edition that can be searched just now. */
interface Ready extends Edition {
  readonly index: SearchIndex
  readonly isFirst: boolean
}

/**
 * All editions of a site, each in an engine of its own. A search asks the edition and the version that the reader is in;
 * only when these have nothing it asks the site's default language, and says so. Passages of two languages or versions never
 * stand in one result. What is wrong with one edition does not keep the others from being searched.
 */
export class SiteIndex implements SearchIndex {
  readonly #sources: readonly EditionSource[]
  readonly #opened = new Map<string, SearchIndex>()

  /** @param sources the site's default language first */
  constructor(sources: readonly EditionSource[]) {
    this.#sources = sources
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    const {ready, failure} = await this.#read()
    const {locale: asked, page, query} = request
    const wanted = asked ?? readerLocale(query, page, ready)
    const order = orderEditions(ready, page, wanted).filter(
      ({site}, place) =>
        isSameLanguage(site.locale, wanted) ||
        (asked === undefined && (place === 0 || isSameLanguage(site.locale, ready[0]?.site.locale))),
    )
    const [reads] = order
    if (reads === undefined) {
      if (failure !== null) throw failure
      return NOTHING
    }
    let nearest: readonly Passage[] = []
    let failed: unknown = null
    for (const edition of order) {
      try {
        const found = await searchEdition(edition, {...request, locale: undefined})
        const show = (passages: readonly Passage[]) => passages.map((passage) => locatePassage(passage, edition, reads))
        if (found.passages.length > 0) {
          const elsewhere = compare(reads, edition, wanted, found.version)
          return {
            passages: show(found.passages),
            nearest: [],
            site: edition.site,
            ...(elsewhere === null ? {} : {elsewhere}),
          }
        }
        if (nearest.length === 0) nearest = show(found.nearest)
      } catch (error) {
        failed ??= error
      }
    }
    // That there is nothing is only true where everything was searched.
    if (failed !== null) throw failed
    return {passages: [], nearest, site: reads.site}
  }

  async section(idOrPath: string): Promise<Section | null> {
    const {ready, failure} = await this.#read()
    for (const edition of orderEditions(ready, {url: idOrPath})) {
      const known = idWithin(idOrPath, edition)
      const section = known === null ? null : await edition.index.section(known)
      if (section !== null) return locateSection(section, edition)
    }
    if (failure !== null && ready.length === 0) throw failure
    return null
  }

  async status(): Promise<IndexStatus> {
    const {ready, failure, statuses} = await this.#read()
    if (failure !== null && statuses.length === 0) throw failure
    return describeSite(ready, statuses, failure)
  }

  async ingest(
    source: string,
    onProgress?: (progress: IngestProgress) => void,
    mode?: IngestMode,
  ): Promise<IngestReport> {
    const edition = this.#sources.find((one) => one.source === source)
    if (edition === undefined) throw new RangeError(`${source} is no index of this site.`)
    return await this.#open(edition).ingest(source, onProgress, mode)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#opened.values()].map((index) => index.close()))
    this.#opened.clear()
  }

  #open({source, open}: EditionSource): SearchIndex {
    const index = this.#opened.get(source) ?? open()
    this.#opened.set(source, index)
    return index
  }

  /** The editions that hold something, in order, and what is wrong with the first that cannot be asked. */
  async #read(): Promise<{ready: Ready[]; statuses: IndexStatus[]; failure: unknown}> {
    const ready: Ready[] = []
    const statuses: IndexStatus[] = []
    let failure: unknown = null
    const asked = this.#sources.map(async (source) => {
      const index = this.#open(source)
      return {index, status: await index.status()}
    })
    for (const [place, result] of (await Promise.allSettled(asked)).entries()) {
      if (result.status === 'rejected') {
        failure ??= result.reason
        continue
      }
      const {index, status} = result.value
      statuses.push(status)
      const {site, versions, sections} = status
      if (site !== null) ready.push({index, site, versions, sections, isFirst: place === 0})
    }
    return {ready, statuses, failure}
  }
}

/** How the edition that answers differs from what the reader reads; null when it does not. */
function compare(
  reads: Ready,
  found: Ready,
  wanted: string | undefined,
  version: Elsewhere['version'],
): Elsewhere | null {
  const isForeign = !isSameLanguage(found.site.locale, wanted ?? reads.site.locale)
  const locale = isForeign ? found.site.locale : null
  const address = found === reads ? null : addressOf(found.site)
  return locale === null && version === null && address === null ? null : {locale, version, address}
}
