const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** Writing direction of a locale by its language. Not `Intl.Locale.getTextInfo`, which Firefox lacks. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr'
}

/** A letter of Hebrew, Arabic and their kin. */
const LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Whether the first letter of a text is of a script that runs from right to left. */
export const startsRightToLeft = (text: string): boolean => LETTER.test(/\p{L}/u.exec(text)?.[0] ?? '')

/**
 * Whether a text surely runs from right to left: it is read in such a language and has a letter of its script. Its first letter, which
 * decides elsewhere, is often that of a Latin name ("ROS 2 میں …").
 */
export const isRightToLeft = (text: string, language: string | null): boolean =>
  language !== null && directionOf(language) === 'rtl' && LETTER.test(text)
