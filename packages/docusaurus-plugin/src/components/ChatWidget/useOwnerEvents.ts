import {useEffect, useRef, type RefObject} from 'react'
import {announce} from './ownerEvents.ts'
import type {PanelState} from './state.ts'

/** Tells the page what the panel knows; consent, questions and ratings are told where they are given. */
export function useOwnerEvents(panel: RefObject<HTMLElement | null>, isOpen: boolean, state: PanelState): void {
  const {isLoading, error} = state
  useEffect(() => announce('state', {isOpen, ...state}), [isOpen, state])

  const before = useRef({isOpen: false, isLoading: false})
  useEffect(() => {
    const {current} = before
    if (isOpen !== current.isOpen) announce(isOpen ? 'open' : 'close', null)
    if (current.isLoading && !isLoading) announce('answer', {isComplete: error === null})
    before.current = {isOpen, isLoading}
  }, [isOpen, isLoading, error])

  useEffect(() => {
    if (error) announce('error', {type: error.type})
  }, [error])

  useEffect(() => {
    const element = panel.current
    const onNavigate = (event: Event) => {
      const {url, source} = ((event instanceof CustomEvent && event.detail) ?? {}) as {url?: unknown; source?: unknown}
      // A link in the answer's own text is no citation.
      if (source && typeof url === 'string') announce('citation', {url})
    }
    element?.addEventListener('chatkit.navigate', onNavigate)
    return () => element?.removeEventListener('chatkit.navigate', onNavigate)
  }, [panel])
}
