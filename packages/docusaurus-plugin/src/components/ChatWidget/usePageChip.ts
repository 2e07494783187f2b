import {useLocation} from '@docusaurus/router'
import type {PageContext} from 'chatkit-transport'
import {useCallback, useEffect, useRef, useState} from 'react'
import {readPageContext} from './pageContext.ts'
import {useEdition} from './useEdition.ts'

/** How long (ms) the page rests before the chip names another heading. */
const PAUSE = 200

export interface PageChip {
  /** What the question is about: the heading that is being read, or the page. Null when the reader has taken the page out. */
  about: string | null
  /** Version and language of the page, where the site has several. */
  edition: string
  /** Leaves the page out, until the reader goes to another one. */
  remove: () => void
  /** What travels with a question, asked for when it is sent. */
  getPageContext: () => PageContext | undefined
}

/** What the reader sees of the page context, and may take away. */
export function usePageChip(isOpen: boolean): PageChip {
  const {pathname} = useLocation()
  const [removedOn, setRemovedOn] = useState<string | null>(null)
  const [about, setAbout] = useState('')
  const [edition, setEdition] = useState('')
  const describe = useEdition()
  const isRemoved = removedOn === pathname

  useEffect(() => {
    if (!isOpen || isRemoved) return undefined
    const update = () => {
      const page = readPageContext()
      setAbout(page.heading ?? page.title ?? '')
      setEdition(describe(page))
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const schedule = () => {
      clearTimeout(timer)
      timer = setTimeout(update, PAUSE)
    }
    update()
    // A page may render later than its address changes, and its title later still.
    const observer = new MutationObserver(schedule)
    observer.observe(document.head, {childList: true, subtree: true, characterData: true})
    schedule()
    addEventListener('scroll', schedule, {passive: true})
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      removeEventListener('scroll', schedule)
    }
  }, [isOpen, isRemoved, pathname, describe])

  const latest = useRef(isRemoved)
  useEffect(() => {
    latest.current = isRemoved
  })
  const getPageContext = useCallback(() => (latest.current ? undefined : readPageContext()), [])
  return {about: isRemoved ? null : about, edition, remove: () => setRemovedOn(pathname), getPageContext}
}
