/** Names of the modifiers in the one order in which the browser's side puts them, too. */
const MODIFIERS = {ctrl: 'Control', alt: 'Alt', meta: 'Meta', shift: 'Shift'}

/**
 * A shortcut as `aria-keyshortcuts` wants it, and as a key press is compared with it. `mod` becomes both keys, first the one for
 * all but a Mac, since the server does not know the reader's.
 */
export function describeShortcut(shortcut: string): string {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  const name = (mod: string) => {
    const pressed = new Set(parts.map((part) => (part === 'mod' ? mod : part)))
    const modifiers = Object.entries(MODIFIERS).flatMap(([part, spoken]) => (pressed.has(part) ? [spoken] : []))
    return [...modifiers, key.toUpperCase()].join('+')
  }
  return parts.includes('mod') ? `${name('ctrl')} ${name('meta')}` : name('')
}
