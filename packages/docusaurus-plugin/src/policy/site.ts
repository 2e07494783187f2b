import type {ElementOption} from '../options.ts'
import type {Need} from './needs.ts'

/** What of a site, beside its pages, decides what they need. */
export interface SiteParts {
  /** Where the backend answers: an absolute URL, or a path on the site's own origin. */
  backendUrl: string
  element: ElementOption
  /** Names of all plugins and themes, Docusaurus' way: `docusaurus-theme-mermaid`. */
  plugins: string[]
  /** Algolia's id for the site, where it searches with it. */
  algoliaAppId?: string
}

/** What the assistant, and those of Docusaurus' own themes that do more than their HTML shows, need in the browser. */
export function readSite({backendUrl, element, plugins, algoliaAppId}: SiteParts): Need[] {
  const needs: Need[] = [{directive: 'connect-src', source: "'self'", why: 'files of the site itself'}]
  if (/^https?:/.test(backendUrl)) {
    needs.push({directive: 'connect-src', source: new URL(backendUrl).origin, why: "the assistant's backend"})
  }
  if (element !== 'bundled' && /^https?:/.test(element.src)) {
    const source = new URL(element.src).origin
    needs.push({directive: 'script-src', source, why: "the script of the assistant's element"})
    needs.push({directive: 'frame-src', source, why: "the frame that the assistant's element opens"})
  }
  if (plugins.includes('docusaurus-theme-mermaid')) {
    needs.push({directive: 'style-src', source: "'unsafe-inline'", why: 'the styles that Mermaid writes into diagrams'})
  }
  if (plugins.includes('docusaurus-theme-live-codeblock')) {
    needs.push({
      directive: 'script-src',
      source: "'unsafe-eval'",
      why: 'live code blocks, which run what a reader types',
    })
  }
  if (algoliaAppId !== undefined) {
    const id = algoliaAppId.toLowerCase()
    const hosts = [`${id}-dsn.algolia.net`, ...[1, 2, 3].map((number) => `${id}-${number}.algolianet.com`)]
    for (const host of hosts) {
      needs.push({directive: 'connect-src', source: `https://${host}`, why: 'the search by Algolia'})
    }
  }
  return needs
}
