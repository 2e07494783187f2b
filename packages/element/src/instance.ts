let count = 0

/** An id that no other element of this page has. Not `crypto.randomUUID`, which plain http pages lack. */
export function createInstanceId(): string {
  count += 1
  return `chatkit-${Date.now().toString(36)}-${count}`
}
