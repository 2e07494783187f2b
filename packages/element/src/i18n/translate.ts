import {en, type MessageKey, type TextKey} from './en.ts'

/** Keys of texts with a number in them; other languages have more forms of these than English. */
type CountedKey = Extract<TextKey, `${string}_one`> extends `${infer Key}_one` ? Key : never

/** Texts of one language; what is missing falls back to English. */
export type Dictionary = {
  readonly [Key in TextKey | `${CountedKey}_${Exclude<Intl.LDMLPluralRule, 'other'>}`]?: string
}

export interface Translate {
  /** The text for `key`, in the form for `values.count`; '' for a header's button that nothing is known about. */
  (key: MessageKey | `header${string}`, values?: Readonly<Record<string, string | number>>): string
  /** The language of the texts (BCP 47), or null for the English that is built in. */
  readonly language: string | null
}

const english: Dictionary = {...en}

/** Adds the English texts of a part that has been loaded. */
export const addTexts = (texts: Dictionary): void => void Object.assign(english, texts)

/**
 * Makes the function that all of the element's own texts go through.
 *
 * @param dictionary Texts of `language`. Keys that it lacks are taken from English.
 */
export function createTranslate(dictionary = english, language: string | null = null): Translate {
  const translate: (...args: Parameters<Translate>) => string = (key, values = {}) => {
    const [texts, tag] = key in dictionary ? [dictionary, language ?? 'en'] : [english, 'en']
    const {count} = values
    const form = typeof count === 'number' ? `${key}_${new Intl.PluralRules(tag).select(count)}` : key
    const template = texts[form as TextKey] ?? texts[key as TextKey] ?? ''
    return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? value.toLocaleString(tag) : (value ?? whole)
    })
  }
  return Object.assign(translate, {language})
}
