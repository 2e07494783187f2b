/** A directive of a Content Security Policy that names where something may come from. */
export type Directive =
  | 'script-src'
  | 'style-src'
  | 'style-src-attr'
  | 'img-src'
  | 'font-src'
  | 'media-src'
  | 'frame-src'
  | 'connect-src'
  | 'manifest-src'
  | 'object-src'
  | 'form-action'
  | 'base-uri'

/** One thing that a page does, and what its policy must allow for it. */
export interface Need {
  directive: Directive
  /** As a policy writes it: `'self'`, `data:`, `https://a.example`, `'sha256-…'`. */
  source: string
  /** What makes it necessary, in words that follow "for". */
  why: string
}

/**
 * What a policy calls the place of an address, or null for an address that nothing is fetched from (`about:blank`, `#id`).
 *
 * @param base address of the page or style sheet that it stands in, on the site's own origin
 */
export function toSource(address: string, base: URL): string | null {
  const text = address.trim()
  if (text === '' || text.startsWith('#') || !URL.canParse(text, base)) return null
  const {origin, protocol} = new URL(text, base)
  if (protocol === 'http:' || protocol === 'https:') return origin === base.origin ? "'self'" : origin
  return protocol === 'data:' || protocol === 'blob:' ? protocol : null
}
