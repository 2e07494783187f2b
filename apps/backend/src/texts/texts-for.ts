import {ENGLISH} from './en.ts'
import type {Texts} from './texts.ts'
import {URDU} from './ur.ts'

const ALL: readonly Texts[] = [ENGLISH, URDU]

/** The texts of the first locale that there are any in; English when there are in none. "ur-PK" asks for no others than "ur". */
export function textsFor(...locales: readonly (string | undefined)[]): Texts {
  const languages = locales.map(languageOf)
  const best = languages.find((language) => ALL.some(({locale}) => locale === language))
  return ALL.find(({locale}) => locale === best) ?? ENGLISH
}

/** "en-US" is "en"; '' for none. */
export function languageOf(locale: string | undefined): string {
  return locale?.toLowerCase().split(/[-_]/)[0] ?? ''
}

/** The name of a language in another: "en" is "English" in English. The code itself where nobody knows it. */
export function nameLanguage(locale: string, inLocale: string): string {
  try {
    return new Intl.DisplayNames([inLocale], {type: 'language'}).of(locale) ?? locale
  } catch {
    return locale
  }
}
