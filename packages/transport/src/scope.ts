/**
 * Whether `url` is the API or lies below it: same origin, and the API's path or a child of it. Only such URLs ever see the
 * secret and the page context.
 *
 * Both are compared as the browser would send them, so `..` is already resolved and `/chatkit-evil` is not below `/chatkit`.
 * An encoded slash or backslash below the API is refused, because servers differ in whether they decode it before routing.
 */
export function isWithinApi(url: URL, apiUrl: URL): boolean {
  if (url.origin !== apiUrl.origin || url.origin === 'null') return false
  const base = apiUrl.pathname.replace(/\/+$/, '')
  if (url.pathname === base || url.pathname === `${base}/`) return true
  if (!url.pathname.startsWith(`${base}/`)) return false
  return !/%2f|%5c/i.test(url.pathname.slice(base.length))
}

/** Whether a host is this machine, which stays reachable when the browser says that it is offline. */
export function isLoopback(url: URL): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
}
