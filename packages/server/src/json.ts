/** A deep copy of plain data. Several times faster than `structuredClone`, and keys without a value are left out as JSON does. */
export function cloneJson<T>(value: T): T {
  return clone(value) as T
}

function clone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clone)
  if (value === null || typeof value !== 'object') return value
  const copy: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(value)) {
    if (child !== undefined) setOwn(copy, key, clone(child))
  }
  return copy
}

// `__proto__` is an ordinary key in JSON; plain assignment would set the prototype instead.
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, {value, enumerable: true, writable: true, configurable: true})
  else target[key] = value
}

/** Whether two pieces of plain data would be the same JSON, whatever the order of keys. Allocates nothing. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') {
    return left !== left && right !== right
  }
  if (Array.isArray(left) || Array.isArray(right)) return equalArrays(left, right)
  return equalObjects(left as Record<string, unknown>, right as Record<string, unknown>)
}

function equalArrays(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) {
    if (!equalJson(left[index], right[index])) return false
  }
  return true
}

function equalObjects(left: Record<string, unknown>, right: Record<string, unknown>): boolean {
  let surplus = 0
  for (const key in left) {
    const value = left[key]
    if (value === undefined) continue
    if (!equalJson(value, right[key])) return false
    surplus++
  }
  for (const key in right) if (right[key] !== undefined) surplus--
  return surplus === 0
}
