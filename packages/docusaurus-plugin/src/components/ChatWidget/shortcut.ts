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

/** The shortcut as `aria-keyshortcuts` wants it. `mod` becomes both keys, since the server does not know the reader's. */
export function describeShortcut(shortcut: string): string {
  const name = (mod: string) =>
    shortcut
      .replace('mod', mod)
      .replace('ctrl', 'Control')
      .replace(/(^|\+)([a-z])/g, (_, plus: string, letter: string) => plus + letter.toUpperCase())
  return shortcut.includes('mod') ? `${name('Control')} ${name('Meta')}` : name('')
}

/** Whether a key press belongs to a text that is being written outside the panel. */
export function isWritingElsewhere(event: KeyboardEvent, panelId: string): boolean {
  const path = event.composedPath()
  const target = path[0]
  if (!(target instanceof HTMLElement) || path.some((node) => node instanceof Element && node.id === panelId))
    return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
