import {en, type MessageKey, type TextKey} from './en.ts'

/** Texts of one language; what is missing falls back to English. */
export type Dictionary = {readonly [Key in TextKey]?: string}

export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

const english: Dictionary = {...en}

/** Adds the English texts of a part that has been loaded. */
export const addTexts = (texts: Dictionary): void => void Object.assign(english, texts)

/**
 * Makes the function that all of the element's own texts go through.
 *
 * @param dictionary Texts of the reader's language. Keys that it lacks are taken from English.
 */
export function createTranslate(dictionary: Dictionary = english): Translate {
  return (key, values = {}) => {
    const singular = values.count === 1 ? (`${key}_one` as TextKey) : key
    const template = dictionary[singular] ?? dictionary[key] ?? english[singular] ?? english[key] ?? ''
    return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}
