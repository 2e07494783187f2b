/** The part of `Storage` that is used. */
export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** One remembered value. Reading and writing never throw. */
export interface Slot<T> {
  read(): T | undefined
  write(value: T): void
}

/**
 * A slot under `key` in `storage`. Storage may be missing, blocked (reading the property throws), full or hold something
 * else: then the value lives as long as the page.
 */
export function createSlot<T>(
  storage: StorageLike | undefined,
  key: string,
  parse: (value: unknown) => T | undefined,
): Slot<T> {
  return {
    read() {
      try {
        const text = storage?.getItem(key)
        return text ? parse(JSON.parse(text)) : undefined
      } catch {
        return undefined
      }
    },
    write(value) {
      try {
        storage?.setItem(key, JSON.stringify(value))
      } catch {
        // Blocked or full.
      }
    },
  }
}

/** This tab's `sessionStorage`, or undefined where there is none or the browser forbids it. */
export function openSessionStorage(): StorageLike | undefined {
  try {
    return globalThis.sessionStorage
  } catch {
    return undefined
  }
}
