/** An Error, also one from another window or frame, which `instanceof` would not know. */
export function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value
}

export function isNamed(value: unknown, name: string): value is Error {
  return isErrorLike(value) && value.name === name
}
