/** The `code` of a system error such as `ENOENT`, or null. By shape: errors of Node's own come from another realm under Jest. */
export function errorCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}
