/** The part of `Storage` that the widget and the transport use. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * This tab's storage, kept apart from other sites on the same origin by `siteRoot`. Never throws: where the browser blocks
 * storage, nothing is remembered.
 */
export function createTabStorage(siteRoot: string): TabStorage {
  const attempt = <T>(use: (storage: Storage) => T): T | null => {
    try {
      return use(sessionStorage)
    } catch {
      return null
    }
  }
  const name = (key: string) => `chatkit ${siteRoot} ${key}`
  return {
    getItem: (key) => attempt((storage) => storage.getItem(name(key))),
    setItem: (key, value) => void attempt((storage) => storage.setItem(name(key), value)),
    removeItem: (key) => void attempt((storage) => storage.removeItem(name(key))),
  }
}

/**
 * The base URL that all locales of a site share, so that switching the language keeps the conversation: `/book/ur/` and
 * `/book/` are both `/book/`.
 */
export function findSiteRoot(baseUrl: string, locale: string): string {
  return baseUrl.endsWith(`/${locale}/`) ? baseUrl.slice(0, -locale.length - 1) : baseUrl
}
