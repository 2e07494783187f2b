/** Writes an absolute URL in its normal form (`https://example.com` → `https://example.com/`). What is no URL stays as it is. */
export function toNormalUrl(url: string): string {
  // Normalising a data: URL would scan megabytes to change nothing.
  if (url.startsWith('data:') || !URL.canParse(url)) return url
  return new URL(url).href
}
