/** Whether a key press is the shortcut, written as in the plugin's option: `mod+i`, where mod is Cmd on a Mac, else Ctrl. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string, isMac: boolean): boolean {
  const parts = shortcut.split('+')
  const key = parts.pop()
  const has = (name: string) => parts.includes(name)
  return (
    event.key.toLowerCase() === key &&
    event.ctrlKey === (has('ctrl') || (has('mod') && !isMac)) &&
    event.metaKey === (has('meta') || (has('mod') && isMac)) &&
    event.altKey === has('alt') &&
    event.shiftKey === has('shift')
  )
}

/** Whether a key press belongs to a text that is being written outside the panel. */
export function isWritingElsewhere(event: KeyboardEvent, panelId: string): boolean {
  const path = event.composedPath()
  const target = path[0]
  if (!(target instanceof HTMLElement) || path.some((node) => node instanceof Element && node.id === panelId))
    return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
