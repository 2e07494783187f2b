import {useEffect, useLayoutEffect, useRef} from 'react'

export interface FocusOptions {
  isOpen: boolean
  /** Opened by a reload rather than by the reader just now. */
  isRestored: boolean
  /** What came with each `chatkit:open` event. */
  requests: readonly unknown[]
  moveFocus: () => void
}

/** Moves the focus when the panel is opened, or asked to be open. Nothing else that happens in it does. */
export function useFocusOnOpen({isOpen, isRestored, requests, moveFocus}: FocusOptions): void {
  const latest = useRef(moveFocus)
  useLayoutEffect(() => {
    latest.current = isRestored ? () => {} : moveFocus
  })
  useEffect(() => {
    if (isOpen) latest.current()
  }, [isOpen, requests])
}
