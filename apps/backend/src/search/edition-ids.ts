import {addressOf} from './editions.ts'
import {toSitePath} from './site-path.ts'
import type {Passage, Section, SiteInfo} from './types.ts'

/** An edition among those of its site. They share the ids of sections: one of another than the first has its address behind it. */
interface Member {
  readonly site: SiteInfo
  readonly isFirst: boolean
}

/** A passage as it is told from those of other editions. */
export function locatePassage(passage: Passage, {site, isFirst}: Member, reads: Member): Passage {
  const isAway = new URL(site.url).origin !== new URL(reads.site.url).origin
  const url = isAway ? new URL(passage.url, site.url).href : passage.url
  if (isFirst) return {...passage, url}
  return {...passage, url, id: withAddress(passage.id, site), sectionId: withAddress(passage.sectionId, site)}
}

export function locateSection(section: Section, {site, isFirst}: Member): Section {
  if (isFirst) return section
  const page = section.page.map((link) => ({...link, id: withAddress(link.id, site)}))
  return {...section, id: withAddress(section.id, site), page}
}

function withAddress(id: string, site: SiteInfo): string {
  return `${id}@${addressOf(site)}`
}

/** What an edition knows an id or an address by; null when it is another edition's. */
export function idWithin(idOrPath: string, {site, isFirst}: Member): string | null {
  const end = withAddress('', site)
  if (idOrPath.endsWith(end)) return idOrPath.slice(0, -end.length)
  const path = toSitePath(idOrPath, site)
  return isFirst || path.startsWith(site.baseUrl) ? path : null
}
