import {useEffect, useState, useSyncExternalStore} from 'react'
import type {TabStorage} from './storage.ts'

/** Where a panel beside the page leaves enough of the page. */
const WIDE = '(min-width: 1200px)'
/** Pixels. */
export const DOCK_WIDTH = {min: 360, max: 560, initial: 420}

export interface Dock {
  /** There is room for it. */
  isPossible: boolean
  isDocked: boolean
  /** Pixels. */
  width: number
  setWidth: (width: number) => void
  toggle: () => void
}

export interface DockOptions {
  initial: 'floating' | 'docked'
  isOpen: boolean
  /** Which side of the page gives way. */
  side: 'start' | 'end'
  storage: TabStorage
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(WIDE)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

export const clampWidth = (width: number) => Math.round(Math.min(DOCK_WIDTH.max, Math.max(DOCK_WIDTH.min, width)))

/** The page's custom property that both the page's margin and the panel follow, so that a drag moves both in one step. */
export function showWidth(width: number): void {
  document.documentElement.style.setProperty('--chatkit-dock', `${width}px`)
}

/** Whether the panel stands beside the page, which makes room for it. The choice and the width last as long as the visit. */
export function useDock({initial, isOpen, side, storage}: DockOptions): Dock {
  const isPossible = useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches)
  const [isWanted, setWanted] = useState(() => (storage.getItem('panel') ?? initial) === 'docked')
  const [width, setWidth] = useState(() => clampWidth(Number(storage.getItem('width') ?? DOCK_WIDTH.initial)))
  const isDocked = isPossible && isWanted

  useEffect(() => {
    if (!isDocked || !isOpen) return undefined
    const page = document.documentElement
    page.dataset['chatkitDock'] = side
    return () => {
      delete page.dataset['chatkitDock']
    }
  }, [isDocked, isOpen, side])
  useEffect(() => showWidth(width), [width])

  return {
    isPossible,
    isDocked,
    width,
    setWidth(next) {
      setWidth(clampWidth(next))
      storage.setItem('width', String(clampWidth(next)))
    },
    toggle() {
      setWanted(!isDocked)
      storage.setItem('panel', isDocked ? 'floating' : 'docked')
    },
  }
}
