const ASIDE = /#(?:exercises?|quiz|review-questions|further-reading|references)\b/

/** Whether a section asks or points elsewhere instead of telling something, by its anchor: translated pages keep that. */
export function isAside(url: string): boolean {
  return ASIDE.test(url)
}
