/** The shortcut as `aria-keyshortcuts` wants it. `mod` becomes both keys, since the server does not know the reader's. */
export function describeShortcut(shortcut: string): string {
  const name = (mod: string) =>
    shortcut
      .replace('mod', mod)
      .replace('ctrl', 'Control')
      .replace(/(^|\+)([a-z])/g, (_, plus: string, letter: string) => plus + letter.toUpperCase())
  return shortcut.includes('mod') ? `${name('Control')} ${name('Meta')}` : name('')
}
