/** Into how many chunks the build cuts Lucide: about 6 KB each, gzipped. More would be smaller, but a site's runtime names each. */
export const BUCKETS = 24

/** The chunk in which an icon is, by its name in Pascal case. */
export function bucketOf(name: string): number {
  let hash = 0
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) % 2_147_483_647
  return hash % BUCKETS
}
