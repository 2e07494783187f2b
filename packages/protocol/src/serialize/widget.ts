/**
 * Removes nulls from a widget at any depth, out of lists as well, as openai-chatkit 1.6.5 does (widgets.py, `_exclude_none`). Action payloads
 * are part of the widget: a `null` in one is lost, and entries after it in a list move up.
 *
 * Returns the value itself if there is nothing to remove.
 */
export function removeNulls<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  return (Array.isArray(value) ? fromList(value) : fromObject(value)) as T
}

const isNothing = (value: unknown): boolean => value === null || value === undefined

function fromList(values: unknown[]): unknown[] {
  let changed = false
  const kept: unknown[] = []
  for (const value of values) {
    const clean = removeNulls(value)
    if (isNothing(value)) changed = true
    else kept.push(clean)
    if (clean !== value) changed = true
  }
  return changed ? kept : values
}

function fromObject(value: object): object {
  let changed = false
  const kept: [string, unknown][] = []
  for (const [key, entry] of Object.entries(value) as [string, unknown][]) {
    const clean = removeNulls(entry)
    if (isNothing(entry)) changed = true
    else kept.push([key, clean])
    if (clean !== entry) changed = true
  }
  return changed ? Object.fromEntries(kept) : value
}
