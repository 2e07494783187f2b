import {useEffect, useSyncExternalStore, type RefObject} from 'react'

/** Where there is no room for a panel beside the page, it covers the page. */
const SHEET = '(max-width: 480px), (max-height: 480px)'

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(SHEET)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

/**
 * Whether the panel covers the page. While it does so and is open, everything else in the body is inert, the page does not
 * scroll, and the panel is as high as what the on-screen keyboard leaves.
 */
export function useSheet(panel: RefObject<HTMLElement | null>, isOpen: boolean): boolean {
  const isSheet = useSyncExternalStore(subscribe, () => matchMedia(SHEET).matches)

  useEffect(() => {
    const sheet = panel.current
    if (!isSheet || !isOpen || !sheet) return undefined
    const others = Array.from(document.body.children).filter(
      (child): child is HTMLElement => child instanceof HTMLElement && child !== sheet && !child.inert,
    )
    for (const other of others) other.inert = true
    const {style} = document.documentElement
    const {overflow} = style
    style.overflow = 'hidden'
    const stopFitting = fitToViewport(sheet)
    return () => {
      for (const other of others) other.inert = false
      style.overflow = overflow
      stopFitting()
    }
  }, [isSheet, isOpen, panel])

  return isSheet
}

/** `100dvh` ignores the on-screen keyboard; the visual viewport does not. */
function fitToViewport(sheet: HTMLElement): () => void {
  const viewport = globalThis.visualViewport
  if (!viewport) return () => {}
  const fit = () => {
    const isZoomed = viewport.scale > 1
    sheet.style.setProperty('--chatkit-sheet-height', isZoomed ? '100dvh' : `${viewport.height}px`)
    sheet.style.setProperty('--chatkit-sheet-top', isZoomed ? '0' : `${viewport.offsetTop}px`)
  }
  fit()
  viewport.addEventListener('resize', fit)
  viewport.addEventListener('scroll', fit)
  return () => {
    viewport.removeEventListener('resize', fit)
    viewport.removeEventListener('scroll', fit)
  }
}
