import {contentStems, isStopword, stemSet, words} from '../text/words.ts'
import {stemsOfSynonyms} from '../text/synonyms.ts'
import type {Statement} from './statements.ts'

/** Share of a sentence's words that its passages must have in common with it. Chosen by the examples in the test. */
export const MIN_SHARE = 0.4
/** Fewer different words than this say too little to be judged by. */
const MIN_WORDS = 5
/** Two texts of one language have shares of Latin letters, and of function words that are known here, that are not further apart. */
const MAX_SCRIPT_DIFFERENCE = 0.5
const MIN_RATIO = 0.4
/** A sentence of a few words may have few of them. */
const MIN_RATIO_OF_FEW = 0.25
const FEW = 12
/** Characters of each passage, and four times as many of an answer, that tell their language. */
const SAMPLE = 600

/** About the textbook or the conversation, and not about what the textbook is about. */
const ABOUT_ITSELF =
  /\b(?:textbook|this book|documentation|docs|passages?|sections?|chapters?|sources?|pages?)\b|^(?:i|i['’]\w+|let me|let['’]s|feel free|would you|do you|sure|of course|sorry|unfortunately|in short|you(?: can|['’]ll)? (?:find|read|see|ask|learn)|see|for more|read more)\b/i

/** The text of what was retrieved under a URL; null when nothing was. */
export type Evidence = (url: string) => string | null

/**
 * The statements of an answer that the passages they cite do not bear out: fewer than {@link MIN_SHARE} of their words, or synonyms of
 * them, are there. One that cites nothing is held against everything that was retrieved. It is a comparison of words: it finds what was
 * made up from elsewhere, not a false sentence made of the right words.
 *
 * @param all everything that was retrieved in the turn
 * @returns null when the answer is in another language than the passages, so that words say nothing
 */
export function findUnsupported(
  statements: readonly Statement[],
  evidence: Evidence,
  all: readonly string[],
): Statement[] | null {
  const answer = statements.map(({text}) => text).join(' ')
  const sample = all.map((text) => text.slice(0, SAMPLE)).join('\n')
  if (all.length > 0 && !isSameLanguage(answer.slice(0, 4 * SAMPLE), sample)) return null
  // A word beside it in another script is a translation, which these passages cannot have.
  const isLatin = latinShare(sample) > 0.5
  const stems = new StemSets()
  return statements.filter(({text, cited}) => {
    const stated = isClaim(text) ? contentStems(stripMarkup(text)) : []
    const said = isLatin ? stated.filter((one) => /[\p{Script=Latin}\p{N}]/u.test(one)) : stated
    if (said.length < MIN_WORDS) return false
    const texts = cited.flatMap((url) => evidence(url) ?? [])
    return shareOf(said, stems.of(texts.length > 0 ? texts : all)) < MIN_SHARE
  })
}

/** Share (0 to 1) of stems that are there, themselves or a synonym. */
export function shareOf(said: readonly string[], there: readonly ReadonlySet<string>[]): number {
  const has = (one: string): boolean => there.some((set) => set.has(one))
  const found = said.filter((one) => has(one) || stemsOfSynonyms(one).some(has))
  return found.length / said.length
}

/** A sentence that says something about the subject: no question, no lead to a list, nothing about the textbook itself. */
export function isClaim(text: string): boolean {
  return !/[?؟:：]["”»’)*_]*$/.test(text.trim()) && !ABOUT_ITSELF.test(stripMarkup(text))
}

export function stripMarkup(text: string): string {
  return text
    .replace(/\$[^$]+\$/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~]+/g, ' ')
    .trim()
}

/** Cheap and cautious: an answer in German from English pages has next to no English function words, and one in Urdu no Latin letters. */
function isSameLanguage(a: string, b: string): boolean {
  if (Math.abs(latinShare(a) - latinShare(b)) > MAX_SCRIPT_DIFFERENCE) return false
  const shares = [functionWordShare(a), functionWordShare(b)]
  return Math.min(...shares) >= (words(a).length <= FEW ? MIN_RATIO_OF_FEW : MIN_RATIO) * Math.max(...shares)
}

function latinShare(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters === 0 ? 0 : (text.match(/\p{Script=Latin}/gu)?.length ?? 0) / letters
}

function functionWordShare(text: string): number {
  const all = words(text)
  return all.length === 0 ? 0 : all.filter(isStopword).length / all.length
}

/** Stems of texts, each text read once. */
class StemSets {
  readonly #sets = new Map<string, ReadonlySet<string>>()

  of(texts: readonly string[]): ReadonlySet<string>[] {
    return texts.map((text) => {
      const known = this.#sets.get(text) ?? stemSet(text)
      this.#sets.set(text, known)
      return known
    })
  }
}
