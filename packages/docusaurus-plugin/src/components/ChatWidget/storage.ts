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
