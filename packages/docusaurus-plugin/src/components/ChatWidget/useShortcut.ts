import {useEffect, useRef} from 'react'
import {isWritingElsewhere, matchesShortcut} from './shortcut.ts'

/** Calls `onPress` when the shortcut is pressed anywhere but in a text outside the panel. Without one it listens to nothing. */
export function useShortcut(shortcut: string | undefined, panelId: string, onPress: () => void): void {
  const latest = useRef(onPress)
  useEffect(() => {
    latest.current = onPress
  })
  useEffect(() => {
    if (!shortcut) return undefined
    const isMac = /Mac|iP/.test(navigator.platform)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !matchesShortcut(event, shortcut, isMac)) return
      if (isWritingElsewhere(event, panelId)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [shortcut, panelId])
}
