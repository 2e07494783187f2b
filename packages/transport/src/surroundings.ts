/** What a request has to know of the browser it runs in. */
export interface Surroundings {
  /** False only where the browser is sure that it has no network. */
  isOnline: () => boolean
  isVisible: () => boolean
  /** Calls back when the network is back, the tab is shown, or the page returns from the back-forward cache. Undo by the result. */
  onReturn: (wake: () => void) => () => void
}

/** The page this runs in. Outside of a browser: always online and in sight. */
export const page: Surroundings = {
  isOnline: () => globalThis.navigator?.onLine ?? true,
  isVisible,
  onReturn(wake) {
    if (typeof globalThis.addEventListener !== 'function') return () => {}
    const onPageShow = (event: PageTransitionEvent) => {
      if (event.persisted) wake()
    }
    const onVisibility = () => {
      if (isVisible()) wake()
    }
    addEventListener('online', wake)
    addEventListener('pageshow', onPageShow)
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      removeEventListener('online', wake)
      removeEventListener('pageshow', onPageShow)
      document.removeEventListener('visibilitychange', onVisibility)
    }
  },
}

function isVisible(): boolean {
  return globalThis.document?.visibilityState !== 'hidden'
}
