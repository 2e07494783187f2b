import {useEffect, useRef, type RefObject} from 'react'
import {PANEL_ID} from './panelId.ts'

/** Gives focus that was in the panel back to where it came from. Not before the button is visible again and can take it. */
export function useFocusReturn(
  isOpen: boolean,
  opener: RefObject<Element | null>,
  button: RefObject<HTMLElement | null>,
): void {
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen && isFocusLost()) {
      const target = opener.current
      const canTakeFocus = target instanceof HTMLElement && target.isConnected && target !== document.body
      ;(canTakeFocus ? target : button.current)?.focus()
    }
    wasOpen.current = isOpen
  }, [isOpen, opener, button])
}

/** Whether the focus is nowhere, or left behind in the hidden panel (browsers move it only when they paint). */
function isFocusLost(): boolean {
  const {activeElement, body} = document
  return !activeElement || activeElement === body || activeElement.closest(`#${PANEL_ID}`) !== null
}
