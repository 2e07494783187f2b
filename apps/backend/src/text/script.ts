/** Scripts of a locale that are several of Unicode's, by their ISO 15924 name. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
}

/** Share (0 to 1) of a text's letters that belong to the script in which a language is written; 0 when there are none. */
export function shareOfScript(text: string, locale: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const script = scriptOf(locale)
  if (letters === 0 || script === null) return 0
  const classes = (PARTS[script] ?? [script]).map((one) => String.raw`\p{Script=${one}}`).join('')
  // Vowel signs belong to a script, too, but are no letters.
  const own = text.match(new RegExp(`(?=[${classes}])\\p{L}`, 'gu'))?.length ?? 0
  return own / letters
}

/** ISO 15924, such as "Arab" for "ur"; null for what is no locale. */
export function scriptOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale).maximize().script ?? null
  } catch {
    return null
  }
}
