/**
 * Whether a key press is the shortcut, given as `aria-keyshortcuts` names it: `Control+I Meta+I`, of which the last one is a
 * Mac's. Its names are made when the site is built, so that no page has to work them out.
 */
export function matchesShortcut(event: KeyboardEvent, names: string, isMac: boolean): boolean {
  const pressed =
    (event.ctrlKey ? 'Control+' : '') +
    (event.altKey ? 'Alt+' : '') +
    (event.metaKey ? 'Meta+' : '') +
    (event.shiftKey ? 'Shift+' : '') +
    event.key.toUpperCase()
  return pressed === names.split(' ').at(isMac ? -1 : 0)
}

/** Whether a key press belongs to a text that is being written outside the panel. */
export function isWritingElsewhere(event: KeyboardEvent, panelId: string): boolean {
  const path = event.composedPath()
  const target = path[0]
  if (!(target instanceof HTMLElement) || path.some((node) => node instanceof Element && node.id === panelId))
    return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
