import {CustomStreamError, StreamError} from 'chatkit-server'
import {isHiddenItem, toWire} from 'chatkit-protocol/serialize'

/** The counterpart of `fill` of reference/script.py: `$now`, `$thread`, `$input`, `$sender` and the names made by `new`. */
export function fill(value, names) {
  if (typeof value === 'string' && value.startsWith('$')) {
    if (value === '$now') return new Date().toISOString()
    if (names[value.slice(1)] === undefined) throw new Error(`The script uses ${value}, which nothing has set.`)
    return names[value.slice(1)]
  }
  if (Array.isArray(value)) return value.map((entry) => fill(entry, names))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry, names)]))
}

/** The error that a script's `raise` means. */
export function toError(error) {
  const options = error.allow_retry === undefined ? {} : {allowRetry: error.allow_retry}
  if (error.custom !== undefined) return new CustomStreamError(error.custom, options)
  if (error.stream !== undefined) return new StreamError(error.stream, options)
  return new Error(`secret detail: ${JSON.stringify(error)}`)
}

/** A value as a client would get it, hidden items included, so that both servers tell the same of what they were given. */
export function plain(value) {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object') return value
  return isHiddenItem(value) ? withoutNullFields(value) : toWire(value)
}

/** A thread's record, its private metadata included and its items not. */
export function plainThread({items: _items, ...thread}) {
  return withoutNullFields(thread)
}

/** A record without the fields that are null. */
export function withoutNullFields(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined))
}
