/** What of a site decides which links stay inside the app. */
export interface Site {
  /** Origin and path of the running site. */
  origin: string
  baseUrl: string
  /** `url` of docusaurus.config: an index built for production names it while the page runs on localhost. */
  publishedOrigin: string
  locales: readonly string[]
}

/**
 * The path to push for a link to this site, or undefined for one that the browser must open itself: another site, a file,
 * another locale (each locale is its own build).
 */
export function toSitePath(url: string, site: Site): string | undefined {
  const target = parse(url, site.origin)
  if (!target || (target.origin !== site.origin && target.origin !== site.publishedOrigin)) return undefined
  if (!target.pathname.startsWith(site.baseUrl)) return undefined
  const [first = ''] = target.pathname.slice(site.baseUrl.length).split('/')
  if (site.locales.includes(first) || /\.(?!html$)\w+$/.test(target.pathname)) return undefined
  return target.pathname + target.search + target.hash
}

function parse(url: string, base: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}
