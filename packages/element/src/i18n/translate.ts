import {en, type MessageKey} from './en.ts'

/** Texts of one language; what is missing falls back to English. */
export type Dictionary = {readonly [Key in keyof typeof en]?: string}

export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

/**
 * Makes the function that all of the element's own texts go through.
 *
 * @param dictionary Texts of the reader's language. Keys that it lacks are taken from English.
 */
export function createTranslate(dictionary: Dictionary = en): Translate {
  return (key, values = {}) => {
    const singular = values.count === 1 ? (`${key}_one` as keyof typeof en) : key
    const template = dictionary[singular] ?? dictionary[key] ?? (singular in en ? en[singular] : en[key])
    return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}
