import type {ComponentType} from 'react'
import type {ElementOption} from '../../options.ts'
import type {PanelProps} from './Panel.tsx'

let panel: ComponentType<PanelProps> | undefined
let loading: Promise<ComponentType<PanelProps>> | undefined

/** The panel, if its chunk is already here. */
export const getLoadedPanel = () => panel

/** Loads the panel's chunk. A failure is forgotten, so that the next call tries again. */
export function loadPanel(): Promise<ComponentType<PanelProps>> {
  loading ??= import('./Panel.tsx').then(
    (module) => (panel = module.default),
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
    .then(() => import('./loadChat.ts'))
    .then(({prefetchChat}) => prefetchChat(element))
    .catch(() => {
      // The click will tell.
    })
}
