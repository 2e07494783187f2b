import {contentStems, words} from './words.ts'

/** How an acronym is written: 2 to 10 letters and digits, at least two of them capitals ("IMU", "QoS", "DAgger", not "Jazzy"). */
const ACRONYM = /^(?=(?:[^\p{Lu}]*\p{Lu}){2})\p{L}[\p{L}\p{N}&/.-]{0,8}[\p{L}\p{N}]$/u

/** What is written like an acronym, without the "s" of its plural; null when it is none. */
export function readAcronym(text: string): string | null {
  const single = text.trim().replace(/(?<=\p{Lu})[’']?s$/u, '')
  return ACRONYM.test(single) ? single : null
}

/** How many words may stand for so many letters (Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", 2003). */
const mostWords = (letters: number): number => Math.min(letters + 5, letters * 2)

/** The words at the end of a text that an acronym stands for: "the inertial measurement unit" → "inertial measurement unit". */
export function expansionAtEnd(acronym: string, text: string): string | null {
  const starts = wordStarts(text).slice(-mostWords(acronym.length))
  return firstSpelled(
    acronym,
    starts.toReversed().map((start) => text.slice(start).trim()),
  )
}

/** The words at the beginning of a text that an acronym stands for; articles are passed over. */
export function expansionAtStart(acronym: string, text: string): string | null {
  const bare = text.trim().replace(/^(?:an?|the) /i, '')
  const ends = wordStarts(bare).slice(1, mostWords(acronym.length) + 1)
  return firstSpelled(acronym, [...ends.map((end) => bare.slice(0, end).replace(/[\s–-]+$/u, '')), bare])
}

/** By its initials rather than by letters inside of words. */
function firstSpelled(acronym: string, phrases: readonly string[]): string | null {
  const some = phrases.filter((phrase) => isPhrase(phrase, acronym))
  return (
    some.find((phrase) => hasInitials(acronym, phrase)) ?? some.find((phrase) => hasLetters(acronym, phrase)) ?? null
  )
}

function wordStarts(text: string): number[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({index}) => index)
}

function isPhrase(phrase: string, acronym: string): boolean {
  const all = words(phrase)
  return all.length > 1 && all.length <= mostWords(acronym.length) && !all.includes(acronym.toLowerCase())
}

function lettersOf(acronym: string): string {
  return acronym.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Small words included ("CoM" → "centre of mass") or not ("DCM" → "divergent component of motion"). */
function hasInitials(acronym: string, phrase: string): boolean {
  const initials = (all: readonly string[]): string => all.map((word) => word[0] ?? '').join('')
  return [initials(words(phrase)), initials(contentStems(phrase))].includes(lettersOf(acronym))
}

/**
 * Whether a phrase has the letters of an acronym in their order, the first as an initial, and every word that says something
 * at least one of them: "ONNX", "Open Neural Network Exchange".
 */
function hasLetters(acronym: string, phrase: string): boolean {
  const all = phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const content = new Set(contentStems(phrase))
  const letters = lettersOf(acronym)
  let left = letters.length
  for (const word of all.toReversed()) {
    const before = left
    // From the right, as far as the word goes; its first letter is the first that a reader would take.
    for (let at = word.length - 1; at >= 0 && left > 0; at -= 1) if (word[at] === letters[left - 1]) left -= 1
    if (left === before && contentStems(word).some((stem) => content.has(stem))) return false
  }
  return left === 0 && all[0]?.[0] === letters[0]
}

/** Whether an acronym stands for the whole of a phrase. */
export function standsFor(acronym: string, phrase: string): boolean {
  return firstSpelled(acronym, [phrase]) !== null
}
