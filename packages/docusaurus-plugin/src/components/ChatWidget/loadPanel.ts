import type {ElementOption} from '../../options.ts'
import type * as Panel from './Panel.tsx'

type PanelModule = typeof Panel

let panel: PanelModule | undefined
let loading: Promise<PanelModule> | undefined

/** The panel, if its chunk is already here. */
export const getLoadedPanel = () => panel

/** Loads the panel's chunk, again by itself after 1 s, 2 s and 4 s. A failure is forgotten, so that the next call starts over. */
export const loadPanel = (): Promise<PanelModule> => (loading ??= attempt(1000))

/** `delay`: milliseconds until the next attempt, should this one fail. */
const attempt = (delay: number): Promise<PanelModule> =>
  import('./Panel.tsx').then(
    (module) => (panel = module),
    (error: unknown) => {
      if (delay < 8000) return new Promise((resolve) => setTimeout(resolve, delay)).then(() => attempt(delay * 2))
      loading = undefined
      throw error
    },
  )

/** On hover or focus: fetches what a click will need. Static files only; the backend hears nothing. */
export function prefetchPanel(element: ElementOption): void {
  loadPanel()
    .then(({prefetchChat}) => prefetchChat(element))
    .catch(() => {
      // The click will tell.
    })
}
