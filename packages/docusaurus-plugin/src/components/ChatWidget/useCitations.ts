import routes from '@generated/routes'
import {useHistory} from '@docusaurus/router'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import {useEffect, useState, type RefObject} from 'react'
import {findDestination, type Destination, type Site, type SiteRoute} from './citations.ts'
import {followLeft, leaveForPassage} from './leaveForPassage.ts'
import {showPassage, type CitedPassage} from './showPassage.ts'
import {findSiteRoot} from '../../site-root.ts'
import type {TabStorage} from './storage.ts'
import type {PanelTexts} from './texts.ts'

export interface CitationsOptions {
  panel: RefObject<HTMLElement | null>
  isSheet: boolean
  storage: TabStorage
  texts: PanelTexts
  onClose: () => void
}

/** How long (ms) the reader is told that a page cannot be opened. */
const TOLD = 8000

/**
 * Follows citations: inside the app without a reload, to another locale or a newer build of the site by a load after which
 * the panel is back. The passage is shown, the panel stays (a sheet closes, it is in the way), and pages are loaded ahead
 * while the pointer is on their link. Returns what to tell the reader of a page that cannot be opened, or null.
 */
export function useCitations({panel, isSheet, storage, texts, onClose}: CitationsOptions): string | null {
  const history = useHistory()
  const {siteConfig, i18n} = useDocusaurusContext()
  const [notice, setNotice] = useState<string | null>(null)

  useEffect(() => void followLeft(storage), [storage])

  useEffect(() => {
    const element = panel.current
    if (!element) return undefined
    const site: Site = {
      origin: location.origin,
      publishedOrigin: siteConfig.url,
      siteRoot: findSiteRoot(siteConfig.baseUrl, i18n.currentLocale),
      // Typed as React Router's, which may have several paths; those that Docusaurus generates have one each.
      routes: routes as readonly SiteRoute[],
    }
    const open = async (destination: Destination, excerpt: string) => {
      const {path} = destination
      const passage = {hash: new URL(path, location.origin).hash, excerpt}
      if (destination.type === 'page') {
        if (isSheet) onClose()
        await openPage(destination, passage, history, isSheet)
      } else {
        const failure = await leaveForPassage(path, excerpt, storage, () => isSheet && onClose())
        if (failure) setNotice(failure === 'gone' ? texts.pageGone : texts.transport.offline)
      }
    }
    const onNavigate = (event: Event) => {
      if (!(event instanceof CustomEvent)) return
      const {url, excerpt} = readDetail(event.detail)
      const destination = findDestination(url, site)
      if (!destination) return
      event.preventDefault()
      setNotice(null)
      void open(destination, excerpt)
    }
    const onPoint = (event: Event) => {
      const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
      const destination = link?.href ? findDestination(link.href, site) : undefined
      if (destination?.type === 'page') void getDocusaurus()?.prefetch(destination.route)
    }
    element.addEventListener('chatkit.navigate', onNavigate)
    element.addEventListener('pointerover', onPoint)
    element.addEventListener('focusin', onPoint)
    return () => {
      element.removeEventListener('chatkit.navigate', onNavigate)
      element.removeEventListener('pointerover', onPoint)
      element.removeEventListener('focusin', onPoint)
    }
  }, [panel, isSheet, storage, texts, onClose, history, siteConfig, i18n])

  useEffect(() => {
    if (notice === null) return undefined
    const timer = setTimeout(() => setNotice(null), TOLD)
    return () => clearTimeout(timer)
  }, [notice])
  return notice
}

/** Of `chatkit.navigate`; a link in the answer's own text has no source. */
function readDetail(detail: unknown): {url: string; excerpt: string} {
  const {url, source} = (detail ?? {}) as {url?: unknown; source?: {description?: unknown} | null}
  const excerpt = source?.description
  return {url: typeof url === 'string' ? url : '', excerpt: typeof excerpt === 'string' ? excerpt : ''}
}

async function openPage(
  {path, route}: Extract<Destination, {type: 'page'}>,
  passage: CitedPassage,
  history: History,
  focus: boolean,
): Promise<void> {
  const here = new URL(history.createHref(history.location), location.origin)
  const there = new URL(path, location.origin)
  // Pushing the page one is on would only add a step to the way back.
  if (withoutSlash(there.href) !== withoutSlash(here.href)) {
    // With its chunks here the new page renders in one step; until then a heading of the same name on the old page
    // would be taken for the right one. Should loading fail, Docusaurus opens the page in its own way.
    await Promise.resolve(getDocusaurus()?.preload(route)).catch(() => {})
    const rendered = withoutSlash(there.pathname) === withoutSlash(here.pathname) ? undefined : nextPage()
    history.push(path)
    await rendered
  }
  await showPassage(passage, {focus})
}

type History = ReturnType<typeof useHistory>

/** A host may have added a slash to the address of the first page that was loaded. */
function withoutSlash(path: string): string {
  return path.replace(/\/(?=[?#]|$)/, '')
}

/** What Docusaurus puts on `window` for loading pages ahead. Both do each page once. */
function getDocusaurus(): {preload: (path: string) => unknown; prefetch: (path: string) => unknown} | undefined {
  return (globalThis as {docusaurus?: ReturnType<typeof getDocusaurus>}).docusaurus
}

/** How long (ms) the app may take to show a page whose chunks are here. */
const RENDERED = 2000

/** Resolves once the app has put another page in the place of this one, which it does in one step. */
function nextPage(): Promise<void> {
  const former = document.querySelector('main')
  return new Promise((resolve) => {
    const finish = () => {
      observer.disconnect()
      clearTimeout(timer)
      resolve()
    }
    const observer = new MutationObserver((changes) => {
      if (!former?.isConnected || changes.some(({target}) => former.contains(target))) finish()
    })
    const timer = setTimeout(finish, RENDERED)
    observer.observe(document.body, {childList: true, characterData: true, subtree: true})
  })
}
