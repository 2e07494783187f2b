import type {Dictionary} from './translate.ts'

/** Loads one language's texts. Languages besides English are chunks of their own. */
export type LoadDictionary = () => Promise<Dictionary>

/** Languages that can be loaded, by BCP 47 tag. English is built in and needs no entry. */
const loaders: ReadonlyMap<string, LoadDictionary> = new Map()

/**
 * The loader for a locale: of the very tag ("pt-BR"), else of its language ("pt").
 *
 * @returns null when there is none, and English is shown.
 */
export function findDictionary(
  locale: string,
  known: ReadonlyMap<string, LoadDictionary> = loaders,
): LoadDictionary | null {
  return known.get(locale) ?? known.get(locale.split('-')[0] ?? '') ?? null
}
