/**
 * A copy of a widget as it goes over the wire: no nulls at any depth, nothing undefined, dates as text. Being a copy it stays as it is when
 * the app goes on changing the object it was made from.
 */
export function snapshot<T>(value: T): T {
  return copy(value) as T
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.filter(isSomething).map(copy)
  if ('toJSON' in value && typeof value.toJSON === 'function') return copy(value.toJSON())
  // fromEntries defines keys, so that one named __proto__ stays an ordinary key.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => isSomething(entry))
      .map(([key, entry]) => [key, copy(entry)]),
  )
}

function isSomething(value: unknown): boolean {
  return value !== null && value !== undefined
}
