import {load} from 'cheerio'
import {isTag, type Element} from 'domhandler'
import {findElement, hasClass, rawText} from './dom.ts'
import {readInline} from './inline.ts'
import {splitSections, type PageSection} from './sections.ts'

/** What a built page says, and what it says about itself. */
export interface PageContent {
  title: string
  version: string | null
  tag: string | null
  /** Unlisted or draft: on the site, but only for those who have the address. */
  isUnlisted: boolean
  /** Kept from search engines by its own head. */
  isNoIndex: boolean
  sections: PageSection[]
}

/** Where the text stands, best first: a doc, a blog post, an MDX page, then any page of the site's own. */
const CONTENT: ((element: Element) => boolean)[] = [
  (element) => hasClass(element, 'theme-doc-markdown'),
  (element) => element.attribs['id'] === '__blog-post-container',
  (element) => element.name === 'article',
  (element) => element.name === 'main',
  (element) => hasClass(element, 'main-wrapper'),
]

/** Reads a page of Docusaurus' production HTML. Never throws: whatever is not understood is read as plain text or left out. */
export function readPage(html: string): PageContent {
  // The parser makes both where the page has neither.
  const $ = load(html)
  const [head, body] = [$('head').get(0), $('body').get(0)]
  if (!head || !body) return {title: '', version: null, tag: null, isUnlisted: false, isNoIndex: false, sections: []}
  const content = CONTENT.map((test) => findElement(body, test)).find((element) => element !== undefined)
  const heading = findTitleHeading(body, content)
  const title = heading ? readInline(heading.children, {plain: true}).replaceAll('\n', ' ') : findDocumentTitle(head)
  // The title stands in every section's heading path; in the text of the first it would only repeat itself.
  if (heading) detach(heading)
  return {
    title,
    version: findMeta(head, 'docusaurus_version'),
    tag: findMeta(head, 'docusaurus_tag'),
    isUnlisted: findElement(body, (element) => hasClass(element, 'theme-unlisted-banner')) !== undefined,
    isNoIndex: /\bnoindex\b/i.test(findMeta(head, 'robots') ?? ''),
    sections: content ? splitSections(content, title) : [],
  }
}

/** A blog post has its title above its content, a home page often in a banner of its own. */
function findTitleHeading(body: Element, content: Element | undefined): Element | undefined {
  const isTitle = ({name}: Element) => name === 'h1'
  const main = findElement(body, ({name, attribs}) => name === 'main' || attribs['role'] === 'main')
  const wrapper = findElement(body, (element) => hasClass(element, 'main-wrapper'))
  for (const place of [content, main, wrapper]) {
    const heading = place && findElement(place, isTitle)
    if (heading && readInline(heading.children) !== '') return heading
  }
  return undefined
}

function findDocumentTitle(head: Element): string {
  const meta = findElement(head, ({attribs}) => attribs['property'] === 'og:title')?.attribs['content']
  const tag = findElement(head, ({name}) => name === 'title')
  const whole = (meta ?? (tag ? rawText(tag) : '')).trim()
  return whole.replace(/ [|·–—-] [^|·–—]*$/, '').trim()
}

function findMeta(head: Element, name: string): string | null {
  const meta = findElement(head, (element) => element.name === 'meta' && element.attribs['name'] === name)
  return meta?.attribs['content']?.trim() || null
}

function detach(element: Element): void {
  const parent = element.parent
  if (parent && 'children' in parent)
    parent.children = parent.children.filter((child) => !isTag(child) || child !== element)
}
