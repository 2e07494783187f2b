import {toSitePath} from './site-path.ts'
import {addressOf, isSameLanguage, orderEditions, readerLocale} from './editions.ts'
import type {
  Edition,
  Elsewhere,
  IndexStatus,
  IngestProgress,
  IngestReport,
  Passage,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Section,
  SiteInfo,
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
 *
 * Editions share the ids of sections: an id of another edition than the first has its address behind it.
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
        const show = (passages: readonly Passage[]) => passages.map((passage) => locate(passage, edition, reads))
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
    const problem =
      statuses.map((status) => status.problem).find((one) => one !== undefined) ??
      (failure instanceof Error ? failure.message : undefined)
    const vectors = statuses.flatMap((status) => status.vectors ?? [])
    return {
      sections: sum(statuses.map(({sections}) => sections)),
      passages: sum(statuses.map(({passages}) => passages)),
      versions: [...new Set(ready.flatMap(({versions}) => versions))],
      site: ready[0]?.site ?? null,
      editions: ready.map(({site, versions, sections}) => ({site, versions, sections})),
      ...(vectors.length === 0
        ? {}
        : {
            vectors: {
              passages: sum(vectors.map(({passages}) => passages)),
              problem: vectors.map((one) => one.problem).find((one) => one !== null) ?? null,
            },
          }),
      ...(problem === undefined ? {} : {problem}),
    }
  }

  async ingest(source: string, onProgress?: (progress: IngestProgress) => void): Promise<IngestReport> {
    const edition = this.#sources.find((one) => one.source === source)
    if (edition === undefined) throw new RangeError(`${source} is no index of this site.`)
    return await this.#open(edition).ingest(source, onProgress)
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

/** The version of the reader's page first, or the one that readers get by default; all of them when these have nothing. */
async function searchEdition(
  {index, site, versions}: Ready,
  request: SearchRequest,
): Promise<SearchResult & {version: {read: string; found: string} | null}> {
  const read = request.version === undefined ? chooseVersions(site, versions, request.page?.version) : null
  if (read === null) return {...(await index.search(request)), version: null}
  const found = await index.search({...request, version: read})
  if (found.passages.length > 0) return {...found, version: null}
  const all = await index.search(request)
  const [best] = all.passages
  if (best === undefined)
    return {...found, nearest: found.nearest.length > 0 ? found.nearest : all.nearest, version: null}
  const passages = all.passages.filter(({version}) => version === null || version === best.version)
  const [wanted] = read
  return {
    passages,
    nearest: [],
    version: best.version === null || wanted === undefined ? null : {read: wanted, found: best.version},
  }
}

/** Null where there is nothing to choose between. */
function chooseVersions(
  {latestVersions = []}: SiteInfo,
  versions: readonly string[],
  read: string | undefined,
): readonly string[] | null {
  if (versions.length < 2) return null
  if (read !== undefined && versions.includes(read)) return [read]
  const latest = versions.filter((version) => latestVersions.includes(version))
  return latest.length > 0 ? latest : null
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

/** A passage as it is told from those of other editions. */
function locate(passage: Passage, {site, isFirst}: Ready, reads: Ready): Passage {
  const isAway = new URL(site.url).origin !== new URL(reads.site.url).origin
  const url = isAway ? new URL(passage.url, site.url).href : passage.url
  if (isFirst) return {...passage, url}
  return {...passage, url, id: withAddress(passage.id, site), sectionId: withAddress(passage.sectionId, site)}
}

function locateSection(section: Section, {site, isFirst}: Ready): Section {
  if (isFirst) return section
  const page = section.page.map((link) => ({...link, id: withAddress(link.id, site)}))
  return {...section, id: withAddress(section.id, site), page}
}

function withAddress(id: string, site: SiteInfo): string {
  return `${id}@${addressOf(site)}`
}

/** What an edition knows an id or an address by; null when it is another edition's. */
function idWithin(idOrPath: string, {site, isFirst}: Ready): string | null {
  const end = withAddress('', site)
  if (idOrPath.endsWith(end)) return idOrPath.slice(0, -end.length)
  const path = toSitePath(idOrPath, site)
  return isFirst || path.startsWith(site.baseUrl) ? path : null
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
