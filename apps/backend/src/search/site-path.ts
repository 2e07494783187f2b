import type {SiteInfo} from './types.ts'

/** What the index knows an address by: one on the site without its host, anything else as it is. */
export function toSitePath(asked: string, site: SiteInfo): string {
  if (!URL.canParse(asked)) return asked
  const url = new URL(asked)
  return url.origin === new URL(site.url).origin ? decode(url.pathname + url.hash) : asked
}

/** Paths of the index are written as people read them. */
function decode(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
