import type {RefObject} from 'preact'
import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks'
import type {ChatState} from '../state/types.ts'

/** How close to the end, in px, counts as being there. */
const NEAR_END = 48
/** Earlier messages are fetched when the reader is this many px from the top. */
const NEAR_TOP = 400

export interface Scroll {
  /** There is text below the fold that the reader has not seen. */
  readonly unseen: boolean
  readonly toEnd: () => void
}

interface ScrollInit {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly state: ChatState
  readonly autoScroll: boolean
  readonly onNearTop: () => void
}

const isReduced = () => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true

/** How far the end of the text lies below the fold, in px. The free space under a short answer does not count. */
function belowFold(element: HTMLElement): number {
  const end = element.querySelector('.end')
  return end ? end.getBoundingClientRect().bottom - element.getBoundingClientRect().bottom : 0
}

function moveTo(element: HTMLElement, top: number, smooth: boolean): void {
  // jsdom has no scrollTo on elements.
  if (typeof element.scrollTo === 'function')
    element.scrollTo({top, behavior: smooth && !isReduced() ? 'smooth' : 'instant'})
  else element.scrollTop = top
}

/**
 * The transcript's scrolling. It moves in four cases only: a new message goes to the top, a loaded thread shows its end, earlier
 * messages keep what is in view where it is, and with `autoScroll` the end is followed while the reader is there.
 */
export function useScroll({scroller, state, autoScroll, onNearTop}: ScrollInit): Scroll {
  const [unseen, setUnseen] = useState(false)
  const wasNearEnd = useRef(true)
  const wasLoading = useRef(false)
  const shape = useRef({first: '', height: 0})
  const first = state.items[0]?.key ?? ''

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || state.anchor === null) return
    const row = element.querySelector<HTMLElement>('[data-anchored="true"]')
    if (row) moveTo(element, row.offsetTop, true)
  }, [state.anchor, scroller])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const loaded = wasLoading.current && state.phase !== 'loading'
    wasLoading.current = state.phase === 'loading'
    const before = shape.current
    shape.current = {first, height: element.scrollHeight}
    if (loaded) moveTo(element, element.scrollHeight, false)
    else if (before.first !== '' && before.first !== first && state.items.length > 1) {
      element.scrollTop += element.scrollHeight - before.height
    } else if (autoScroll && wasNearEnd.current && belowFold(element) > 0) {
      element.scrollTop += belowFold(element)
    }
    setUnseen(belowFold(element) > NEAR_END && (unseen || state.phase === 'streaming'))
  }, [state.items, state.phase])

  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const onScroll = () => {
      const below = belowFold(element)
      wasNearEnd.current = below < NEAR_END
      if (below <= NEAR_END) setUnseen(false)
      if (element.scrollTop < NEAR_TOP) onNearTop()
    }
    element.addEventListener('scroll', onScroll, {passive: true})
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, onNearTop])

  const toEnd = () => {
    const element = scroller.current
    if (element) moveTo(element, element.scrollTop + belowFold(element) + NEAR_END / 3, true)
  }
  return {unseen, toEnd}
}
