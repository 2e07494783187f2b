import {createMatcher} from '@docusaurus/utils'
import type {RouteConfig, RouteMetadata} from '@docusaurus/types'
import {listOf} from '../plugin-content.ts'
import type {Page} from './types.ts'

/** What of Docusaurus' `postBuild` props decides which pages are read. */
export interface BuiltSite {
  baseUrl: string
  routesPaths: string[]
  routes: RouteConfig[]
  routesBuildMetadata: {[route: string]: {noIndex: boolean}}
  siteConfig: {trailingSlash: boolean | undefined; noIndex: boolean}
  plugins: readonly {name: string; content: unknown}[]
}

/**
 * The pages worth reading, in an order that does not depend on the file system: those made from a file of the site's, and
 * neither hidden from search engines nor excluded. Lists made by plugins (tags, archives, categories) only repeat others.
 */
export function collectPages(site: BuiltSite, exclude: string[]): Page[] {
  const isExcluded = createMatcher(exclude)
  const metadata = collectRouteMetadata(site.routes)
  const docs = collectDocs(site.plugins)
  return site.routesPaths
    .filter((path) => {
      const {sourceFilePath} = metadata.get(trimSlash(path)) ?? {}
      return sourceFilePath !== undefined && !isHidden(path, site) && !isExcluded(belowBase(path, site.baseUrl))
    })
    .sort(compareCodePoints)
    .map((path) => {
      const {sourceFilePath, lastUpdatedAt} = metadata.get(trimSlash(path)) ?? {}
      return {
        path,
        file: toFile(belowBase(path, site.baseUrl), site.siteConfig.trailingSlash),
        docId: docs.get(trimSlash(path))?.id ?? null,
        source: sourceFilePath?.replaceAll('\\', '/') ?? null,
        lastUpdatedAt: lastUpdatedAt ? new Date(lastUpdatedAt).toISOString() : null,
        isLatest: docs.get(trimSlash(path))?.isLatest ?? true,
      }
    })
}

/** With the whole site kept from search engines (an internal one), every page says noIndex and it tells nothing. */
function isHidden(path: string, site: BuiltSite): boolean {
  return !site.siteConfig.noIndex && (site.routesBuildMetadata[path]?.noIndex ?? false)
}

/** The file Docusaurus writes for a path below baseUrl. Mirrors `pathnameToFilename` in @docusaurus/core 3.10, lib/ssg/ssgUtils.js. */
export function toFile(path: string, trailingSlash: boolean | undefined): string {
  const name = path.replace(/^\//, '')
  if (/\.html?$/i.test(name)) return name
  if (trailingSlash === false && name !== '' && !name.endsWith('/')) return `${name}.html`
  return `${name.replace(/\/$/, '')}/index.html`.replace(/^\//, '')
}

/** `/base/docs/intro` to `/docs/intro`; always begins with a slash. */
export function belowBase(path: string, baseUrl: string): string {
  return path.startsWith(baseUrl) ? `/${path.slice(baseUrl.length)}` : path
}

export function trimSlash(path: string): string {
  return path === '/' ? path : path.replace(/\/$/, '')
}

function compareCodePoints(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function collectRouteMetadata(routes: RouteConfig[], found = new Map<string, RouteMetadata>()) {
  for (const route of routes) {
    if (route.metadata) found.set(trimSlash(route.path), route.metadata)
    if (route.routes) collectRouteMetadata(route.routes, found)
  }
  return found
}

/** Docs by permalink, from every instance of the docs plugin. Read with care: content is not a public interface. */
function collectDocs(plugins: BuiltSite['plugins']): Map<string, {id: string; isLatest: boolean}> {
  const docs = new Map<string, {id: string; isLatest: boolean}>()
  for (const {name, content} of plugins) {
    if (name !== 'docusaurus-plugin-content-docs') continue
    for (const version of listOf(content, 'loadedVersions')) {
      const isLatest = (version as {isLast?: unknown}).isLast !== false
      for (const doc of listOf(version, 'docs')) {
        const {id, permalink} = doc as {id?: unknown; permalink?: unknown}
        if (typeof id === 'string' && typeof permalink === 'string') docs.set(trimSlash(permalink), {id, isLatest})
      }
    }
  }
  return docs
}
