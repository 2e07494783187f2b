import type {ThreadItem} from 'chatkit-protocol'
import type {Entry} from './types.ts'

/** Events nearly always concern the last rows, so the search runs from the end. */
export function findEntry(entries: readonly Entry[], itemId: string): number {
  for (let index = entries.length - 1; index >= 0; index--) if (entries[index]?.item.id === itemId) return index
  return -1
}

export function replaceAt(entries: readonly Entry[], index: number, entry: Entry): readonly Entry[] {
  const next = entries.slice()
  next[index] = entry
  return next
}

/** Puts an item that the server has finished in place of the row with its id, or at the end. */
export function putDone(entries: readonly Entry[], item: ThreadItem): readonly Entry[] {
  const index = findEntry(entries, item.id)
  const known = entries[index]
  if (known) return replaceAt(entries, index, {key: known.key, item, done: true})
  const optimistic = item.type === 'user_message' ? entries.findIndex((entry) => entry.local?.status === 'sending') : -1
  const sent = entries[optimistic]
  if (sent) return replaceAt(entries, optimistic, {key: sent.key, item, done: true})
  return [...entries, {key: item.id, item, done: true}]
}

/** Rows for items that came from the store: all of them are finished. */
export function toEntries(items: readonly ThreadItem[]): readonly Entry[] {
  return items.map((item) => ({key: item.id, item, done: true}))
}

/** Older rows before newer ones; an id that both hold keeps its newer row. */
export function mergeOlder(older: readonly Entry[], newer: readonly Entry[]): readonly Entry[] {
  const known = new Set(newer.map((entry) => entry.item.id))
  return [...older.filter((entry) => !known.has(entry.item.id)), ...newer]
}

/**
 * The stored rows after a re-sync. Rows that the reader has not got confirmed, and rows of an answer that still streams, stay
 * at the end: the store does not know them yet.
 */
export function mergeStored(stored: readonly Entry[], current: readonly Entry[]): readonly Entry[] {
  const ids = new Set(stored.map((entry) => entry.item.id))
  const keys = new Map(current.map((entry) => [entry.item.id, entry.key]))
  const first = stored[0]?.item.id
  const from = first === undefined ? -1 : findEntry(current, first)
  const before = from > 0 ? current.slice(0, from).filter((entry) => !ids.has(entry.item.id) && entry.done) : []
  const pending = current.filter((entry) => !ids.has(entry.item.id) && (entry.local !== undefined || !entry.done))
  return [...before, ...stored.map((entry) => ({...entry, key: keys.get(entry.item.id) ?? entry.key})), ...pending]
}

/** The rows up to and including the given one; all rows when it is unknown. */
export function keepThrough(entries: readonly Entry[], itemId: string): readonly Entry[] {
  const index = findEntry(entries, itemId)
  return index < 0 ? entries : entries.slice(0, index + 1)
}
