const ESCAPED = '\u0001'

/**
 * An id as every database can hold it. Postgres' text has no U+0000, and UTF-8 has no half of a surrogate pair: a client may send both,
 * and must hear that there is no such record. Ordinary ids stay themselves, and no two ids become the same.
 */
export function toKey(id: string): string {
  const isStorable = !id.startsWith(ESCAPED) && !id.includes('\0') && !/\p{Surrogate}/u.test(id)
  return isStorable ? id : ESCAPED + JSON.stringify(id)
}
