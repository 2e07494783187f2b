import type {PageContext} from 'chatkit-transport'

/** Longest title or heading that is sent, in characters. */
const LIMIT = 300

/**
 * The page the reader is on, from what Docusaurus writes into every page: its metadata and the classes of `<html>`. The
 * query is left out, since it may hold something private; so is a text selection, as long as the reader cannot see that it
 * would be sent.
 */
export function readPageContext(): PageContext {
  const heading = findHeading()
  const page: PageContext = {url: location.pathname + (heading ? `#${heading.id}` : '')}
  const set = (key: Exclude<keyof PageContext, 'url'>, value: string | null | undefined) => {
    const text = value?.replaceAll(/[\s\u200B]+/g, ' ').trim()
    if (text) page[key] = text.slice(0, LIMIT)
  }
  set('title', document.querySelector('main h1')?.textContent ?? document.title)
  set('heading', heading?.textContent)
  set('version', readMeta('docusaurus_version'))
  set('locale', readMeta('docusaurus_locale') ?? document.documentElement.lang)
  set('docId', /(?:^|\s)docs-doc-id-(\S+)/.exec(document.documentElement.className)?.[1])
  return page
}

/** The heading whose section is being read: the last one above the middle of the window. */
function findHeading(): HTMLElement | undefined {
  const headings = document.querySelectorAll<HTMLElement>('main :is(h2, h3, h4)[id]')
  return Array.from(headings).findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 2)
}

function readMeta(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
}
