import {cleanText} from '../text/clean.ts'
import {findNames, NO_NAMES, type FoundName, type SameNames} from '../text/names.ts'
import {stem} from '../text/stem.ts'
import {SYNONYM_WORTH, stemsOfSynonyms, synonymsOf} from '../text/synonyms.ts'
import {
  contentStems,
  indexedWords,
  isStopword,
  numberedNames,
  splitIdentifier,
  withoutAsking,
  words,
} from '../text/words.ts'

/** A word or words side by side. */
export interface QueryTerm {
  /** As FTS5 reads it, in double quotes. */
  readonly match: string
  /** The stems of its words. */
  readonly stems: readonly string[]
}

export interface SearchQuery {
  /** Distinct stems, used for coverage. */
  readonly stems: readonly string[]
  readonly terms: readonly QueryTerm[]
  /** For some of the stems what says the same. */
  readonly alternatives: Alternatives
  /** The terms of the same question with the site's other names for things in it. */
  readonly variants: readonly (readonly QueryTerm[])[]
  /** Stems that are one name together. */
  readonly names: readonly (readonly string[])[]
  /** Those of the stems that only what is around the question has. */
  readonly weak: ReadonlySet<string>
}

/** Stems that, all of them together, say the same as another stem, and what they count for against it (0 to 1). */
export interface Alternative {
  readonly stems: readonly string[]
  readonly worth: number
}

export type Alternatives = ReadonlyMap<string, readonly Alternative[]>

/** A question is rarely longer; a pasted log must not become a query with thousands of terms. */
const MAX_CHARACTERS = 4_000
const MAX_TERMS = 40
/** Words of what the question may point to. */
const MAX_WEAK = 10
/** What the site's own other name for a thing counts for, against the one in the question. */
const NAME_WORTH = 0.95
/** They say in what form an answer is wanted: a section on how code is set in the book is not "code for a publisher". */
const FORMS: ReadonlySet<string> = new Set(
  'code example examples snippet snippets formula formulas formulae'.split(' '),
)

/**
 * Builds a query from any text. Only letters and digits reach the expression, each run in double quotes, so that no
 * operator, quote, bracket, column filter or control character of the reader's can be read as FTS5 syntax.
 *
 * @param names what the site calls by two names: acronyms, and what its glossary says
 * @param around what the question may point to
 */
export function buildQuery(text: string, names: SameNames = NO_NAMES, around: string = ''): SearchQuery {
  const cleaned = withoutAsking(cleanText(text.slice(0, MAX_CHARACTERS)))
  const chunks = cleaned.split(/\s+/).filter(Boolean)
  const all = words(cleaned)
  const onlyStopwords = all.every(isStopword)
  const asked = new Set(all.filter((word) => !isStopword(word) && !FORMS.has(word)))
  const isLeftOut = (word: string): boolean => isStopword(word) || (asked.size > 1 && FORMS.has(word))
  const numbered = new Map(numberedNames(cleaned).map((name) => [name.replace(/(\d+)$/, ' $1'), name]))
  const stems = new Set<string>()
  const terms = new Map<string, QueryTerm>()
  const add = (side: readonly string[]): void => {
    const match = `"${side.join(' ')}"`
    terms.set(match, {match, stems: side.map(stem)})
  }
  let last: string | null = null

  for (const chunk of chunks) {
    if (terms.size >= MAX_TERMS) break
    const parts = words(chunk)
    const kept = parts.filter((word) => onlyStopwords || !isLeftOut(word))
    for (const word of kept) {
      stems.add(stem(numbered.get(`${last ?? ''} ${word}`) ?? word))
      // The "2" of "ROS 2" is in every other passage: it is looked for beside its word only.
      const beside = /^\d{1,2}$/.test(word) && last !== null
      add(beside && last !== null ? [last, word] : [word])
      last = word
    }
    // `ros2_control`, `/cmd_vel` and `rclcpp::Node` mean their parts side by side.
    if (parts.length > 1 && parts.length < 8 && kept.length > 0) add(parts)
    for (const word of chunk.match(/[\p{L}\p{N}]+/gu) ?? []) {
      const split = splitIdentifier(word)
      const splitWords = split === null ? [] : words(split)
      if (splitWords.length > 1 && splitWords.length < 8) add(splitWords)
    }
  }
  const alternatives = new Map<string, readonly Alternative[]>()
  const addAlternatives = (one: string, more: readonly Alternative[]): void => {
    alternatives.set(one, [...(alternatives.get(one) ?? []), ...more])
  }
  const found = findNames(cleaned, names)
  for (const name of found) {
    const others = name.others.map((other) => ({stems: contentStems(other), worth: NAME_WORTH}))
    for (const one of name.stems) if (stems.has(one)) addAlternatives(one, others)
  }
  for (const one of stems) {
    const others = synonymsOf(one)
    if (others.length === 0 || terms.size >= MAX_TERMS) continue
    addAlternatives(
      one,
      stemsOfSynonyms(one).map((other) => ({stems: [other], worth: SYNONYM_WORTH})),
    )
    for (const other of others) add([other])
  }
  const weak = new Set(
    words(cleanText(around.slice(0, MAX_CHARACTERS)))
      .filter((word) => !isStopword(word) && !stems.has(stem(word)))
      .slice(0, MAX_WEAK)
      .map((word) => {
        add([word])
        return stem(word)
      }),
  )
  const asTerms = [...terms.values()]
  return {
    stems: [...stems, ...weak],
    weak,
    terms: asTerms,
    alternatives,
    variants: renameTerms(asTerms, found),
    names: found.map((name) => name.stems),
  }
}

/** The first variant has every name's first other name in its place, the second the second ones, and so on. */
function renameTerms(terms: readonly QueryTerm[], names: readonly FoundName[]): QueryTerm[][] {
  const most = Math.max(0, ...names.map(({others}) => others.length))
  return Array.from({length: most}, (_, at) => {
    const renamed = names.filter(({others}) => at < others.length)
    const replaced = new Set(renamed.flatMap(({stems}) => stems))
    const others = renamed.flatMap(({others}) => others.slice(at, at + 1).map(toPhrase))
    return [...terms.filter((term) => !term.stems.every((one) => replaced.has(one))), ...others]
  })
}

function toPhrase(name: string): QueryTerm {
  return {match: `"${indexedWords(name).join(' ')}"`, stems: words(name).map(stem)}
}

/**
 * The FTS5 MATCH expression of a query's terms: quoted strings and OR only. Null when the text holds no word at all.
 *
 * Scoring costs a look-up for every passage that matches, so a word that very many passages have is left out as long as rarer
 * ones find enough; ranking then counts it all the same.
 *
 * @param frequency number of passages that have a stem
 * @param most passages to score, roughly
 */
export function toMatch(
  terms: readonly QueryTerm[],
  frequency: (stem: string) => number,
  most: number = Infinity,
): string | null {
  const costs = terms
    .map((term) => ({term, cost: Math.min(...term.stems.map(frequency))}))
    .filter(({cost}) => cost > 0)
    .toSorted((a, b) => a.cost - b.cost)
  const kept: string[] = []
  let sum = 0
  for (const {term, cost} of costs) {
    sum += cost
    if (sum > most && kept.length > 0) break
    kept.push(term.match)
  }
  return kept.length === 0 ? null : kept.join(' OR ')
}
