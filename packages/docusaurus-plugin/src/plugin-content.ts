/** The objects in a list of another plugin's content. Read with care: that content is not a public interface. */
export function listOf(value: unknown, key: string): {[key: string]: unknown}[] {
  const list: unknown = (value as {[key: string]: unknown} | null | undefined)?.[key]
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : []
}
