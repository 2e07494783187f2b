import {scriptOf, shareOfScript} from '../text/script.ts'
import {languageOf} from '../texts/texts-for.ts'
import type {Edition, PageHint, SiteInfo} from './types.ts'

/** A question is in the language of a script when so many of its letters are: many terms are written in Latin letters everywhere. */
const ENOUGH = 0.3

/**
 * The language that a question is to be answered in: the page's, unless the question is written in a script that the page's
 * language is not and some edition is ("ٹاپک کیا ہے؟" on an English page). Undefined when neither is known.
 */
export function readerLocale(
  question: string,
  page: PageHint | undefined,
  editions: readonly Pick<Edition, 'site'>[],
): string | undefined {
  const read = page?.locale ?? orderEditions(editions, page)[0]?.site.locale
  const isWrittenIn = (locale: string): boolean =>
    scriptOf(locale) !== 'Latn' && shareOfScript(question, locale) >= ENOUGH
  if (read === undefined || isWrittenIn(read)) return read
  return editions.find(({site}) => isWrittenIn(site.locale))?.site.locale ?? read
}

/**
 * The editions in the order in which a reader wants to be answered from them: those in the page's language, and of these the
 * one that the page belongs to; then the others, again nearest to the page first, and the site's default language (that of
 * the first edition) before the rest.
 */
export function orderEditions<E extends Pick<Edition, 'site'>>(
  editions: readonly E[],
  page: PageHint | undefined,
  locale: string | undefined = page?.locale,
): E[] {
  const path = pathOf(page?.url)
  const byDefault = editions[0]?.site.locale
  const keysOf = ({site}: E): readonly number[] => [
    distance(site.locale, locale),
    path.startsWith(site.baseUrl) ? -site.baseUrl.length : 0,
    distance(site.locale, byDefault),
  ]
  return editions
    .map((edition) => ({edition, keys: keysOf(edition)}))
    .toSorted((a, b) => compare(a.keys, b.keys))
    .map(({edition}) => edition)
}

/** The edition that a question is answered from first, and the page with the language that it is answered in. */
export function chooseEdition<Page extends PageHint>(
  question: string,
  page: Page,
  {site, editions = []}: {readonly site: SiteInfo; readonly editions?: readonly Edition[] | undefined},
): {site: SiteInfo; page: Page} {
  const locale = readerLocale(question, page, editions)
  const [first] = orderEditions(editions, page, locale)
  return {site: first?.site ?? site, page: locale === undefined ? page : {...page, locale}}
}

/** Whether text in one locale is for readers of the other: "en-US" asks for no other text than "en". */
export function isSameLanguage(a: string, b: string | undefined): boolean {
  return distance(a, b) < 2
}

/** Whether two locales are the same (0), of one language (1) or of two (2). */
function distance(a: string, b: string | undefined): number {
  if (b === undefined) return 2
  if (a.toLowerCase() === b.toLowerCase()) return 0
  return languageOf(a) === languageOf(b) ? 1 : 2
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Where an edition begins. */
export function addressOf({url, baseUrl}: SiteInfo): string {
  return new URL(baseUrl, url).href
}

function pathOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url, 'http://site.invalid')
    ? decodePath(new URL(url, 'http://site.invalid').pathname)
    : ''
}

function decodePath(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
