import {useEffect, useRef, type KeyboardEvent, type ReactNode} from 'react'

export interface MenuEntry {
  label: string
  onSelect: () => void
}

export interface PanelMenuProps {
  label: string
  entries: readonly MenuEntry[]
  onClose: () => void
}

const MOVES: {[key: string]: (index: number, count: number) => number} = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** What the reader can do with the panel itself. Takes the focus, and gives it back to where it was. */
export function PanelMenu({label, entries, onClose}: PanelMenuProps): ReactNode {
  const menu = useRef<HTMLDivElement>(null)
  const items = () => Array.from(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])

  useEffect(() => {
    const opener = findFocus()
    menu.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus()
    return () => {
      const isTaken = document.activeElement && document.activeElement !== document.body
      if (!isTaken && opener?.isConnected) opener.focus()
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items()
    const next = MOVES[event.key]?.(
      all.findIndex((item) => item === document.activeElement),
      all.length,
    )
    if (next !== undefined) all[next]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- Its entries have the focus.
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className="chatkit-menu"
      onKeyDown={onKeyDown}
      onBlur={({relatedTarget}) => {
        if (!menu.current?.contains(relatedTarget)) onClose()
      }}
    >
      {entries.map(({label: text, onSelect}) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="chatkit-entry"
          onClick={() => {
            onClose()
            onSelect()
          }}
        >
          {text}
        </button>
      ))}
    </div>
  )
}

/** What has the focus, also inside an element that draws itself. */
function findFocus(): HTMLElement | null {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused instanceof HTMLElement ? focused : null
}
