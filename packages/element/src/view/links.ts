const WEB = new Set(['http:', 'https:'])
const ALLOWED = new Set([...WEB, 'mailto:', 'chatkit-link:'])

const parse = (url: string): URL | null => {
  try {
    return new URL(url, document.baseURI)
  } catch {
    return null
  }
}

/** An address that may become a link: http(s), mailto, relative, or a `chatkit-link:`. null for all else, e.g. `javascript:`. */
export function safeHref(url: string): string | null {
  const parsed = parse(url)
  return parsed && ALLOWED.has(parsed.protocol) ? url : null
}

export function isSameOrigin(url: string): boolean {
  const parsed = parse(url)
  return parsed !== null && WEB.has(parsed.protocol) && parsed.origin === location.origin
}

/** `chatkit-link://name?key=value` as the name and data of a deep link; null for other addresses. */
export function parseDeeplink(url: string): {name: string; data: Record<string, unknown>} | null {
  const match = /^chatkit-link:\/\/([^/?#]+)[^?#]*(?:\?([^#]*))?/i.exec(url)
  if (!match?.[1]) return null
  return {name: decodeURIComponent(match[1]), data: Object.fromEntries(new URLSearchParams(match[2] ?? ''))}
}

/** A click that the browser would follow in this tab: no modifier, main button. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}
