import {listFallbacks} from './fallback.ts'
import {createTranslate, type Dictionary, type Translate} from './translate.ts'

/** The languages besides English, each a chunk of its own: the locales of Docusaurus' own themes. */
export const dictionaries: Readonly<Record<string, () => Promise<{texts: Dictionary}>>> = {
  ar: () => import('./locales/ar.ts'),
  bg: () => import('./locales/bg.ts'),
  bn: () => import('./locales/bn.ts'),
  cs: () => import('./locales/cs.ts'),
  da: () => import('./locales/da.ts'),
  de: () => import('./locales/de.ts'),
  es: () => import('./locales/es.ts'),
  et: () => import('./locales/et.ts'),
  fa: () => import('./locales/fa.ts'),
  fil: () => import('./locales/fil.ts'),
  fr: () => import('./locales/fr.ts'),
  he: () => import('./locales/he.ts'),
  hi: () => import('./locales/hi.ts'),
  hu: () => import('./locales/hu.ts'),
  id: () => import('./locales/id.ts'),
  is: () => import('./locales/is.ts'),
  it: () => import('./locales/it.ts'),
  ja: () => import('./locales/ja.ts'),
  ko: () => import('./locales/ko.ts'),
  nb: () => import('./locales/nb.ts'),
  nl: () => import('./locales/nl.ts'),
  pl: () => import('./locales/pl.ts'),
  'pt-BR': () => import('./locales/pt-BR.ts'),
  'pt-PT': () => import('./locales/pt-PT.ts'),
  ru: () => import('./locales/ru.ts'),
  sl: () => import('./locales/sl.ts'),
  sr: () => import('./locales/sr.ts'),
  sv: () => import('./locales/sv.ts'),
  tk: () => import('./locales/tk.ts'),
  tr: () => import('./locales/tr.ts'),
  uk: () => import('./locales/uk.ts'),
  ur: () => import('./locales/ur.ts'),
  vi: () => import('./locales/vi.ts'),
  'zh-Hans': () => import('./locales/zh-Hans.ts'),
  'zh-Hant': () => import('./locales/zh-Hant.ts'),
}

/**
 * The texts for a locale, or null when there are none in its language.
 *
 * @throws if the chunk cannot be fetched.
 */
export async function loadTranslate(locale: string): Promise<Translate | null> {
  const language = listFallbacks(locale).find((tag) => Object.hasOwn(dictionaries, tag))
  const dictionary = language === undefined ? undefined : await dictionaries[language]?.()
  return dictionary && language ? createTranslate(dictionary.texts, language) : null
}
