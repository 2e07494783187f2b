import {useHistory} from '@docusaurus/router'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import {useEffect, type RefObject} from 'react'
import {toSitePath} from './citations.ts'
import {showPassage} from './showPassage.ts'

export interface CitationsOptions {
  panel: RefObject<HTMLElement | null>
  isSheet: boolean
  onClose: () => void
}

/** Follows citations inside the app: no reload, the passage is shown, the panel stays (a sheet closes, it is in the way). */
export function useCitations({panel, isSheet, onClose}: CitationsOptions): void {
  const history = useHistory()
  const {siteConfig, i18n} = useDocusaurusContext()

  useEffect(() => {
    const element = panel.current
    if (!element) return undefined
    const onNavigate = (event: Event) => {
      if (!(event instanceof CustomEvent)) return
      const {url} = event.detail as {url?: unknown}
      const path =
        typeof url === 'string'
          ? toSitePath(url, {
              origin: location.origin,
              baseUrl: siteConfig.baseUrl,
              publishedOrigin: siteConfig.url,
              locales: i18n.locales,
            })
          : undefined
      if (path === undefined) return
      event.preventDefault()
      if (isSheet) onClose()
      void follow(path, history, isSheet)
    }
    element.addEventListener('chatkit.navigate', onNavigate)
    return () => element.removeEventListener('chatkit.navigate', onNavigate)
  }, [panel, isSheet, onClose, history, siteConfig, i18n])
}

async function follow(path: string, history: History, focus: boolean): Promise<void> {
  const {pathname, hash} = new URL(path, location.origin)
  // Pushing the page one is on would only add a step to the way back.
  if (path !== location.pathname + location.search + location.hash) {
    // With its chunks here the new page renders in the same frame; until then a heading of the same name on the old page
    // would be taken for the right one. Should loading fail, Docusaurus opens the page in its own way.
    await Promise.resolve(getDocusaurus()?.preload(pathname)).catch(() => {})
    history.push(path)
    await nextPaint()
  }
  await showPassage(hash, {focus})
}

type History = ReturnType<typeof useHistory>

/** What Docusaurus puts on `window` for loading pages ahead. */
function getDocusaurus(): {preload: (path: string) => unknown} | undefined {
  return (globalThis as {docusaurus?: {preload: (path: string) => unknown}}).docusaurus
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  })
}
