/** Lone surrogates cannot be written as UTF-8; with the `u` flag this class matches only those that have no partner. */
const LONE_SURROGATES = /[\uD800-\uDFFF]/gu

/** C0 and C1 controls without tab and line feed; nothing a reader types on purpose. */
// oxlint-disable-next-line no-control-regex -- control characters are what is being removed
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/**
 * Makes any string safe to store, search and print: well-formed Unicode, line feeds only, no control characters.
 * Emoji, right-to-left text and markup stay as they are.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(LONE_SURROGATES, '\uFFFD').replace(CONTROLS, ' ')
}

/** Cuts to at most `length` characters at a word boundary and adds an ellipsis when something was cut. */
export function excerpt(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= length) return flat
  const cut = flat.slice(0, length - 1)
  const space = cut.lastIndexOf(' ')
  // A cut between two surrogates would leave half a character behind.
  const kept = (space > length * 0.6 ? cut.slice(0, space) : cut).replace(LONE_SURROGATES, '')
  return `${kept.replace(/[\s,;:.–-]+$/u, '')}…`
}
