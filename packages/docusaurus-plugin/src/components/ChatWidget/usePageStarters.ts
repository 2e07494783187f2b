import {useLocation} from '@docusaurus/router'
import {useEffect, useMemo, useState, useSyncExternalStore} from 'react'
import {getCurrentPage, onCurrentPage} from '../page/currentPage.ts'
import {chooseStarters, readHeadings} from './starters.ts'
import type {PanelTexts} from './texts.ts'

/** The texts with the suggested questions of the page that is shown: its own, or about its headings, and the site's. */
export function usePageStarters(texts: PanelTexts, isOpen: boolean): PanelTexts {
  const {pathname} = useLocation()
  const page = useSyncExternalStore(onCurrentPage, getCurrentPage, getCurrentPage)
  const [headings, setHeadings] = useState<readonly string[]>([])
  useEffect(() => {
    if (isOpen) setHeadings(page ? readHeadings() : [])
  }, [isOpen, page, pathname])
  return useMemo(() => {
    const starters = chooseStarters({own: page?.starters, headings, configured: texts.starters, ask: texts.about})
    return {...texts, starters}
  }, [texts, page, headings])
}
