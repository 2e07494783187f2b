/** More than most small models read (512 tokens), and what every endpoint takes. */
const MOST = 2_000

/** What of a passage is embedded: where it stands, what it says, its code. */
export function passageText(headings: readonly string[], title: string, text: string, source: string): string {
  const place = (headings.length > 0 ? headings : [title]).join(' > ')
  return [place, text, source].filter(Boolean).join('\n').slice(0, MOST)
}
