import {useEffect, useRef, type RefObject} from 'react'

/**
 * Keeps what is typed between the click and the panel, so that no key is lost while its chunk is on the way. The collected
 * text is in the returned ref. Only keys that go to nothing else are taken: those at `button`, and those with no focus at all.
 */
export function useTypeAhead(active: boolean, button: RefObject<Element | null>): RefObject<string> {
  const typed = useRef('')
  useEffect(() => {
    if (!active) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      const isElsewhere = event.target !== document.body && event.target !== button.current
      if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
      else if (event.key.length === 1) typed.current += event.key
      else return
      // A space would press the button again.
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [active, button])
  return typed
}
