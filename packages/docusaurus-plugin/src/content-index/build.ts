import {createHash} from 'node:crypto'
import {findDiagrams, type Diagram, type ReadSource} from './diagrams.ts'
import {readPage, type PageContent} from './page.ts'
import {belowBase, trimSlash} from './pages.ts'
import type {PageSection} from './sections.ts'
import type {ContentIndex, Page, Section} from './types.ts'

export interface BuildInput {
  site: Omit<ContentIndex['site'], 'latestVersions'>
  pages: Page[]
  /** Gives the HTML of a page's file. May reject. */
  readHtml: (file: string) => Promise<string>
  /** Whether the whole site is kept from search engines, so that its pages' saying so tells nothing. Default false. */
  isNoIndexSite?: boolean
  /** Gives the source of a page, to recover diagrams; absent where the site draws none. */
  readSource?: ReadSource
}

export interface BuildResult {
  index: ContentIndex
  /** Pages that could not be read, with the reason. They are left out and the rest goes on. */
  broken: {path: string; reason: string}[]
  /** The pages that are in the index, each as a whole. */
  documents: SiteDocument[]
}

/** A page as a whole. */
export interface SiteDocument {
  page: Page
  title: string
  version: string | null
  sections: PageSection[]
}

/** Reads the pages in the given order and makes the index of them. Same pages, same index, byte for byte. */
export async function buildIndex({
  site,
  pages,
  readHtml,
  isNoIndexSite = false,
  readSource,
}: BuildInput): Promise<BuildResult> {
  const sections: Section[] = []
  const broken: BuildResult['broken'] = []
  const documents: SiteDocument[] = []
  for (const page of pages) {
    try {
      const content = readPage(await readHtml(page.file))
      if (content.isUnlisted || (content.isNoIndex && !isNoIndexSite)) continue
      const diagrams = readSource && page.source ? await findDiagrams(page.source, readSource) : []
      const filled = addDiagrams(content.sections, diagrams).filter(({blocks}) => blocks.length > 0)
      sections.push(...toSections(page, content, filled, site.baseUrl))
      if (filled.length > 0) documents.push({page, title: content.title, version: content.version, sections: filled})
    } catch (error) {
      broken.push({path: page.path, reason: error instanceof Error ? error.message : String(error)})
    }
  }
  const latest = documents.flatMap(({page, version}) => (page.isLatest && version !== null ? [version] : []))
  const index: ContentIndex = {schemaVersion: 1, site: {...site, latestVersions: [...new Set(latest)]}, sections}
  return {index, broken, documents}
}

function toSections(page: Page, content: PageContent, filled: PageSection[], baseUrl: string): Section[] {
  const place = trimSlash(belowBase(page.path, baseUrl))
  const seen = new Map<string, number>()
  return filled.map(({anchor, headingPath, text, code}) => {
    const fragment = anchor === '' ? '' : `#${encodeFragment(anchor)}`
    // Two headings with one id (a partial's and the page's own) are one place to link to, but two things to store.
    const count = (seen.get(anchor) ?? 0) + 1
    seen.set(anchor, count)
    return complete(page, {
      id: `${place}${anchor === '' ? '' : `#${anchor}`}${count > 1 ? `~${count}` : ''}`,
      url: encodePath(page.path) + fragment,
      title: content.title,
      headingPath,
      anchor,
      text,
      code,
      version: content.version,
      tag: content.tag,
      docId: page.docId,
    })
  })
}

function complete(page: Page, hashed: Omit<Section, 'source' | 'lastUpdatedAt' | 'hash'>): Section {
  const hash = createHash('sha256').update(JSON.stringify(hashed)).digest('hex')
  return {...hashed, source: page.source, lastUpdatedAt: page.lastUpdatedAt, hash}
}

/** Puts each diagram under its heading, or where the one before it went when the page has no such heading. */
function addDiagrams(sections: PageSection[], diagrams: Diagram[]): PageSection[] {
  const extended = sections.map((section) => ({...section, code: [...section.code], blocks: [...section.blocks]}))
  let current = extended[0]
  for (const {anchor, code} of diagrams) {
    current = extended.find((section) => section.anchor === anchor) ?? current
    const block = {language: 'mermaid', title: null, code}
    current?.code.push(block)
    current?.blocks.push(block)
  }
  return extended
}

/** Readable in every script, yet free of what ends a link in HTML or Markdown. */
function encodeFragment(anchor: string): string {
  return anchor.replace(/[^\w\-.~!$&'*+,;=:@/?\u0080-\uFFFF]/g, percentEncode)
}

/** Routes are written as they read (`/docs/باب اول`); a `%` stays only where it already is an escape. */
export function encodePath(path: string): string {
  return path.replace(/%(?![\da-f]{2})|[^\w\-.~!$&'*+,;=:@/%\u0080-\uFFFF]/gi, percentEncode)
}

/** For ASCII. Unlike `encodeURIComponent` it takes every character it is given, brackets too: they end a Markdown link. */
function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
