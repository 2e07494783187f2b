import type {ContentIndex} from '../content-index/types.ts'
import type {AgentPage} from './files.ts'
import {writeSections} from './markdown.ts'

type Site = ContentIndex['site'] & {tagline?: string}

/** Longest line (characters) on what a page is about. */
const ABOUT = 160

/**
 * `llms.txt` in the form of llmstxt.org: what the site is, then its pages by kind, each with its address and how it begins. Docs of
 * versions other than the latest stand under "Optional", which says: to be skipped when there is little room.
 */
export function writeOverview(site: Site, pages: AgentPage[]): string {
  const {docs, others, optional} = sortByKind(pages)
  return join([
    ...writeTitle(site),
    ...writeList('Docs', docs),
    ...writeList('Pages', others),
    ...writeList('Optional', optional),
  ])
}

/** `llms-full.txt`: all that `llms.txt` does not call optional, in one text. */
export function writeFullText(site: Site, pages: AgentPage[]): string {
  const {docs, others} = sortByKind(pages)
  const texts = [...docs, ...others].flatMap(({title, url, sections}) =>
    [`## ${title}`, `Source: ${url}`].concat(writeSections(sections, 2)),
  )
  return join([...writeTitle(site), ...texts])
}

function sortByKind(pages: AgentPage[]): {[kind in 'docs' | 'others' | 'optional']: AgentPage[]} {
  return {
    docs: pages.filter(({page, version}) => version !== null && page.isLatest),
    others: pages.filter(({version}) => version === null),
    optional: pages.filter(({page, version}) => version !== null && !page.isLatest),
  }
}

function writeTitle({title, tagline}: Site): string[] {
  return [`# ${title}`, ...(tagline ? [`> ${tagline.replace(/\s+/g, ' ')}`] : [])]
}

function writeList(heading: string, pages: AgentPage[]): string[] {
  if (pages.length === 0) return []
  const lines = pages.map(({title, url, page, version, sections}) => {
    const name = (page.isLatest ? title : `${title} (${version})`).replace(/[[\]]/g, '\\$&')
    const about = describe(sections.flatMap(({blocks}) => blocks.find((block) => typeof block === 'string') ?? [])[0])
    return `- [${name}](${url})${about && `: ${about}`}`
  })
  return [`## ${heading}`, lines.join('\n')]
}

/** How a page begins, on one line, cut where a word ends. */
function describe(text = ''): string {
  const line = text.replace(/\s+/g, ' ')
  if (line.length <= ABOUT) return line
  const cut = line.slice(0, ABOUT)
  const space = cut.lastIndexOf(' ')
  return `${space > 0 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '')}…`
}

const join = (blocks: string[]) => `${blocks.join('\n\n')}\n`
