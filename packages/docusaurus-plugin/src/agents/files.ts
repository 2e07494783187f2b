import {encodePath, type SiteDocument} from '../content-index/build.ts'
import {belowBase} from '../content-index/pages.ts'
import type {ContentIndex} from '../content-index/types.ts'
import {toMarkdown} from './markdown.ts'
import {writeFullText, writeOverview} from './llms-txt.ts'
import type {AgentsOptions} from '../options.ts'

/** A file to write below the build folder. */
export interface AgentFile {
  /** Relative to the build folder, with forward slashes. */
  path: string
  text: string
}

/** More than this (bytes) is no longer one thing to read for anybody; `llms-full.txt` is then left out. */
export const LARGEST_FULL_TEXT = 1_000_000

/** A page, with the addresses that these files give it. */
export interface AgentPage extends SiteDocument {
  /** Absolute address of the page's Markdown twin, or of the page itself where it has none. */
  url: string
}

/** What is written for readers that are programs: a twin in Markdown of each page, and `llms.txt` that lists them. */
export function createAgentFiles(
  site: ContentIndex['site'] & {tagline?: string},
  documents: SiteDocument[],
  options: AgentsOptions,
): AgentFile[] {
  const pages = documents.map((document): AgentPage => {
    const {path} = document.page
    return {...document, url: site.url + encodePath(options.markdown ? toTwinPath(path) : path)}
  })
  const files: AgentFile[] = []
  if (options.markdown) {
    for (const page of pages) {
      const path = belowBase(toTwinPath(page.page.path), site.baseUrl).slice(1)
      files.push({path, text: toMarkdown(page, site.url + encodePath(page.page.path))})
    }
  }
  if (options.llmsTxt) {
    files.push({path: 'llms.txt', text: writeOverview(site, pages)})
    const full = writeFullText(site, pages)
    if (Buffer.byteLength(full) <= LARGEST_FULL_TEXT) files.push({path: 'llms-full.txt', text: full})
  }
  return files
}

/** `/docs/a` and `/docs/a.html` have `/docs/a.md`; `/docs/a/` has `/docs/a/index.md`, as a slash names a folder. */
export function toTwinPath(path: string): string {
  return path.endsWith('/') ? `${path}index.md` : `${path.replace(/\.html?$/i, '')}.md`
}
