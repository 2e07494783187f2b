/** How deeply a value may be nested. ChatKit's own types reach about 12 levels without widgets. */
const MAX_DEPTH = 256

/** How many values a value may hold, itself included. Only a bound for values that are not trees: bodies are limited by their size. */
const MAX_VALUES = 2_000_000

/** Why a value cannot be handled at all. Reads on after "The value". */
export class UncleanJson extends Error {
  override readonly name = 'UncleanJson'
}

/**
 * Makes a value safe to store, and returns it as it is if it already is:
 *
 * - NUL characters are removed: PostgreSQL refuses them in text
 * - lone surrogates become U+FFFD: they have no UTF-8 form
 * - keys named `__proto__` are dropped: copying one with `=` would change a prototype
 *
 * @throws {UncleanJson} If it is nested more than 256 deep, far too large or circular, or holds what JSON cannot say.
 */
export function cleanJson(value: unknown): unknown {
  return inspect(value) ? value : clean(value)
}

/** Whether nothing has to be cleaned. Walks with a list instead of recursion, so that depth cannot overflow the stack. */
function inspect(root: unknown): boolean {
  const open: {value: unknown; depth: number}[] = [{value: root, depth: 0}]
  let isClean = true
  let count = 0
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const {value, depth} = entry
    count += 1
    if (count > MAX_VALUES) throw new UncleanJson(`holds more than ${MAX_VALUES} values`)
    if (typeof value === 'string') isClean &&= isCleanText(value)
    else if (typeof value === 'object' && value !== null) {
      if (depth === MAX_DEPTH) throw new UncleanJson(`is nested more than ${MAX_DEPTH} levels deep`)
      for (const [key, child] of Object.entries(value) as [string, unknown][]) {
        isClean &&= isCleanKey(key)
        open.push({value: child, depth: depth + 1})
      }
    } else if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') {
      throw new UncleanJson(`holds a ${typeof value}, which JSON cannot say`)
    }
  }
  return isClean
}

// In unicode mode a surrogate matches only where it is not half of a pair.
const UNSTORABLE = /\0|\p{Surrogate}/u
const LONE_SURROGATES = /\p{Surrogate}/gu

const isCleanText = (text: string): boolean => !UNSTORABLE.test(text)
const isCleanKey = (key: string): boolean => key !== '__proto__' && isCleanText(key)
const cleanText = (text: string): string => text.replaceAll('\0', '').replace(LONE_SURROGATES, '\uFFFD')

// Recursive, and safe: what comes here is at most MAX_DEPTH deep.
function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(clean)
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]): [string, unknown] => [cleanText(key), clean(child)])
      .filter(([key]) => key !== '__proto__'),
  )
}
