import {showPassage} from './showPassage.ts'
import type {TabStorage} from './storage.ts'

const KEY = 'cited'

/**
 * Leaves for a page that is not part of this build, and remembers the passage for the panel there. Asks the host first: to a
 * reader who is told that a page is gone, here, nothing is lost.
 *
 * @param onLeave called just before the page is left
 * @returns why it was not left
 */
export async function leaveForPassage(
  path: string,
  excerpt: string,
  storage: TabStorage,
  onLeave: () => void,
  leave: (url: string) => void = (url) => location.assign(url),
): Promise<'gone' | 'offline' | undefined> {
  try {
    const {status} = await fetch(path, {method: 'HEAD'})
    if (status === 404 || status === 410) return 'gone'
  } catch {
    return 'offline'
  }
  storage.setItem(KEY, JSON.stringify({path, excerpt}))
  onLeave()
  leave(path)
  return undefined
}

/** Shows the passage for which the page before was left, if this is the page. A host may have changed its slash or suffix. */
export async function followLeft(storage: TabStorage): Promise<void> {
  const left = readLeft(storage.getItem(KEY))
  storage.removeItem(KEY)
  if (!left) return
  const {pathname, hash} = new URL(left.path, location.origin)
  if (toPlainPath(pathname) !== toPlainPath(location.pathname)) return
  await showPassage({hash, excerpt: left.excerpt}, {focus: false})
}

function readLeft(json: string | null): {path: string; excerpt: string} | undefined {
  if (json === null) return undefined
  try {
    const {path, excerpt} = JSON.parse(json) as {path?: unknown; excerpt?: unknown}
    return typeof path === 'string' && typeof excerpt === 'string' ? {path, excerpt} : undefined
  } catch {
    return undefined
  }
}

function toPlainPath(pathname: string): string {
  return pathname.replace(/(?:\/index)?\.html$|\/$/, '')
}
