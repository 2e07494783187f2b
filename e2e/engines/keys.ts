/** `Shift+Enter` as its modifiers and its key. */
export function splitKeys(keys: string): {modifiers: string[]; key: string} {
  const parts = keys.split('+')
  const key = parts.pop() ?? ''
  return {modifiers: parts, key}
}
