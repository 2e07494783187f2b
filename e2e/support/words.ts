/** A text without its white space, which between blocks depends on what was there when they were laid out. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
