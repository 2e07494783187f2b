import {matchPath} from '@docusaurus/router'

/** A route of the running site, as in `@generated/routes`. */
export interface SiteRoute {
  path: string
  exact?: boolean
  strict?: boolean
  routes?: SiteRoute[]
}

/** What of a site decides where a link leads. */
export interface Site {
  /** Origin of the page that the reader is on. */
  origin: string
  /** `url` of docusaurus.config: an index built for production names it while the page runs on localhost. */
  publishedOrigin: string
  /** The base URL that all locales share. */
  siteRoot: string
  /** The pages of this build: of one locale, and of all its versions. */
  routes: readonly SiteRoute[]
}

/**
 * Where a link leads. A `page` is of this build and opened inside the app: `path` is its own address, in the trailing slash
 * style of the site whatever the link says, with search and hash; `route` is the same unescaped, for loading it ahead. A
 * `document` lies below the site's root but not in this build: another locale, a newer build, or nothing any more.
 * Undefined is the browser's business: another site, a file.
 */
export type Destination = {type: 'page'; path: string; route: string} | {type: 'document'; path: string}

export function findDestination(url: string, site: Site): Destination | undefined {
  const target = parse(url, site.origin)
  if (!target || (target.origin !== site.origin && target.origin !== site.publishedOrigin)) return undefined
  const {pathname, search, hash} = target
  if (!pathname.startsWith(site.siteRoot)) return undefined
  const route = findRoute(site.routes, decode(pathname))
  if (route !== undefined) {
    const escaped = new URL(route, site.origin).pathname
    return {type: 'page', path: escaped + search + hash, route}
  }
  return /\.(?!html$)\w+$/.test(pathname) ? undefined : {type: 'document', path: pathname + search + hash}
}

/** The address of the page in this build that `pathname` (unescaped) shows, with or without `.html` as Docusaurus takes it. */
function findRoute(routes: readonly SiteRoute[], pathname: string): string | undefined {
  return match(routes, pathname) ?? match(routes, pathname.replace(/(?:\/index)?\.html$/, '') || '/')
}

/** As React Router does it: the first route that fits decides, and then the first of its children. */
function match(routes: readonly SiteRoute[], pathname: string): string | undefined {
  for (const route of routes) {
    const found = matchPath(pathname, route)
    if (!found) continue
    if (route.routes) return match(route.routes, pathname)
    if (route.path === '*') return undefined
    return /[:*]/.test(route.path) ? found.url : route.path
  }
  return undefined
}

function decode(pathname: string): string {
  try {
    return decodeURI(pathname)
  } catch {
    return pathname
  }
}

function parse(url: string, base: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}
