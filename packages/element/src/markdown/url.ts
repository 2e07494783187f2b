/** A link that may be followed. `external`: to another site, so it opens in a new tab. */
export type SafeLink = {href: string; external: boolean}

/** Schemes that lead to no page: the mail program's, and ChatKit's own, which the element turns into an event. */
const HANDLED = /^(mailto|chatkit-link)$/

const SCHEME = /^([a-z][a-z0-9+.-]*):/i

// Characters that browsers drop from an address or that make it look like another one: controls, zero-width, direction marks.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const HIDDEN = /[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/

const toUrl = (address: string, base: string): URL | undefined => {
  try {
    return new URL(address, base)
  } catch {
    return undefined
  }
}

/** `//host` and its spellings with a backslash, which browsers read the same way, name another host. */
const withScheme = (address: string): string =>
  /^[\\/]{2}/.test(address) ? `https://${address.replace(/^[\\/]+/, '')}` : address

/** What a link of the text may lead to: http, https, mailto, `chatkit-link:`, this site, a place in the page. Undefined for everything else. */
export const toSafeLink = (address: string, base: string): SafeLink | undefined => {
  const trimmed = address.trim()
  if (HIDDEN.test(trimmed)) return undefined
  const href = withScheme(trimmed)
  const scheme = SCHEME.exec(href)?.[1]?.toLowerCase()
  if (scheme !== undefined && HANDLED.test(scheme)) return {href, external: false}
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return undefined
  const url = toUrl(href, base)
  if (!url) return undefined
  const isSame = url.origin === toUrl(base, base)?.origin
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return scheme === undefined && isSame ? {href, external: false} : undefined
  return {href, external: !isSame}
}

/** May this image load? From this site, or from one of the domains and what is below them; from elsewhere it could carry data away. */
export const isAllowedImage = (address: string, base: string, domains: readonly string[]): boolean => {
  const link = toSafeLink(address, base)
  if (!link || /^(mailto|chatkit-link):/i.test(link.href)) return false
  if (!link.external) return true
  const host = toUrl(link.href, base)?.hostname ?? ''
  return domains.some((domain) => {
    const name = domain
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, '')
    return name !== '' && (host === name || host.endsWith(`.${name}`))
  })
}
