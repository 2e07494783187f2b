import {contentStems, stemSet} from '../text/words.ts'

/** Stem of an acronym → the content stems of what it stands for, as the passages at hand spell it out. */
export type Acronyms = ReadonlyMap<string, readonly string[]>

const AFTER = /((?:[\p{L}\p{N}]+[\s–-]+){1,7})\(([\p{Lu}][\p{L}\p{N}]{1,7})s?\)/gu
const BEFORE = /\b(\p{Lu}[\p{L}\p{N}]{1,7}), (?:an? |the )?([\p{L}\s–-]{5,60}),/gu

/** Finds what acronyms stand for: "quality of service (QoS)", "SLAM, simultaneous localisation and mapping,". */
export function readAcronyms(texts: readonly string[]): Acronyms {
  const found = new Map<string, readonly string[]>()
  const add = (acronym: string, phrase: string): void => {
    const words = phrase.split(/[\s–-]+/).filter(Boolean)
    const letters = acronym.toLowerCase()
    // As many words before the bracket as spell it, small words included or not.
    for (let from = words.length - 1; from >= 0; from -= 1) {
      const spelled = words.slice(from)
      const initials = spelled.map((word) => (word[0] ?? '').toLowerCase()).join('')
      const short = contentStems(spelled.join(' '))
      if (initials === letters || (initials.startsWith(letters.slice(0, 1)) && short.length === letters.length)) {
        const [stem] = stemSet(acronym.toLowerCase())
        if (stem !== undefined && !found.has(stem)) found.set(stem, short)
        return
      }
    }
  }
  for (const text of texts) {
    for (const [, phrase = '', acronym = ''] of text.matchAll(AFTER)) add(acronym, phrase)
    for (const [, acronym = '', phrase = ''] of text.matchAll(BEFORE)) add(acronym, phrase)
  }
  return found
}

/** The stems of a text, and those of every acronym that it spells out in full. */
export function expandAcronyms(stems: ReadonlySet<string>, acronyms: Acronyms): ReadonlySet<string> {
  const more = [...acronyms].filter(([acronym, full]) => !stems.has(acronym) && full.every((stem) => stems.has(stem)))
  return more.length === 0 ? stems : new Set([...stems, ...more.map(([acronym]) => acronym)])
}

/** The stems of a short text such as a table's cell, and what its acronyms stand for. */
export function spellOut(stems: ReadonlySet<string>, acronyms: Acronyms): ReadonlySet<string> {
  const spelled = new Set(stems)
  for (const stem of stems) for (const one of acronyms.get(stem) ?? []) spelled.add(one)
  return spelled
}
