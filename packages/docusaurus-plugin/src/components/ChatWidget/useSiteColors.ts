import {useMemo, useSyncExternalStore} from 'react'

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, {attributes: true, attributeFilter: ['data-theme']})
  return () => observer.disconnect()
}

const readScheme = () => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light')
const readVariable = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export interface SiteColors {
  scheme: 'light' | 'dark'
  /** The site's primary colour in this scheme; empty on a site without Infima. */
  accent: string
}

/** The site's colours, followed live. Not Docusaurus' `useColorMode`, which cannot be used as high up as the Root. */
export function useSiteColors(): SiteColors {
  const scheme = useSyncExternalStore(subscribe, readScheme, () => 'light' as const)
  return useMemo(() => ({scheme, accent: readVariable('--ifm-color-primary')}), [scheme])
}
