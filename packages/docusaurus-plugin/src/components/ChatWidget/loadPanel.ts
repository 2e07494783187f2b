import type {ElementOption} from '../../options.ts'
import type * as Panel from './Panel.tsx'

type PanelModule = typeof Panel

let panel: PanelModule | undefined
let loading: Promise<PanelModule> | undefined

/** The panel, if its chunk is already here. */
export const getLoadedPanel = () => panel

/** Loads the panel's chunk. A failure is forgotten, so that the next call tries again. */
export function loadPanel(): Promise<PanelModule> {
  loading ??= import('./Panel.tsx').then(
    (module) => (panel = module),
    (error: unknown) => {
      loading = undefined
      throw error
    },
  )
  return loading
}

/** On hover or focus: fetches what a click will need. Static files only; the backend hears nothing. */
export function prefetchPanel(element: ElementOption): void {
  loadPanel()
    .then(({prefetchChat}) => prefetchChat(element))
    .catch(() => {
      // The click will tell.
    })
}
