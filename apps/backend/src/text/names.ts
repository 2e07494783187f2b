import {expansionAtEnd, expansionAtStart, readAcronym, standsFor} from './acronym.ts'
import {isGlossary, readEntryNames, type Entry} from './glossary.ts'
import {stem} from './stem.ts'
import {contentStems, isStopword, words} from './words.ts'

/** Two names of one thing, as the site writes them: "IMU" and "inertial measurement unit". */
export type NamePair = readonly [string, string]

/** Of a section what names are read from. */
export interface NamedSection {
  readonly url: string
  readonly title: string
  readonly headingPath: readonly string[]
  readonly text: string
}

const BEFORE_BRACKET = 150
const MAX_IN_BRACKETS = 90
const MAX_WORDS = 8
/** More would be no list of names any more. */
const MAX_PAIRS = 5_000

/** "SLAM, simultaneous localisation and mapping, …" */
const BETWEEN_COMMAS = /(?<![\p{L}\p{N}])(\p{L}[\p{L}\p{N}]{1,9}), ([^,.;:()|\n]{5,80}),/gu
const SAYS_SO =
  /(?<![\p{L}\p{N}])(\p{L}[\p{L}\p{N}]{1,9}) (?:stands for|is short for|is an? (?:acronym|abbreviation) (?:of|for)) ([^,.;:()|\n]{5,80})/gu

/** All pairs of names that a site gives to one thing: acronyms anywhere, other names in its glossaries. */
export function readNames(sections: readonly NamedSection[]): NamePair[] {
  const found = new Map<string, NamePair>()
  const add = (pairs: readonly NamePair[]): void => {
    for (const pair of pairs) {
      const [a, b] = pair.map(keyOf)
      if (a === undefined || b === undefined || !isName(pair[0]) || !isName(pair[1]) || a === b) continue
      if (found.size < MAX_PAIRS && !found.has(`${b}\n${a}`)) found.set(`${a}\n${b}`, pair)
    }
  }
  for (const section of sections) {
    const heading = section.headingPath.at(-1) ?? section.title
    for (const text of [heading, section.text]) add(readAcronyms(text))
  }
  for (const page of groupPages(sections)) {
    const [first] = page
    const entries = page.map(toEntry).filter(({text}) => text.trim() !== '')
    if (first !== undefined && isGlossary(first.title, first.url, entries)) add(entries.flatMap(readEntryNames))
  }
  return [...found.values()]
}

/** What acronyms of a text stand for, as it says itself: "quality of service (QoS)", "QoS (quality of service)". */
export function readAcronyms(text: string): NamePair[] {
  const spelled = [...text.matchAll(BETWEEN_COMMAS)].flatMap(([, short = '', phrase = '']) => {
    const full = phrase.replace(/^(?:an?|the) /i, '')
    const acronym = readAcronym(short)
    return acronym !== null && standsFor(acronym, full) ? [[acronym, full] as const] : []
  })
  const said = [...text.matchAll(SAYS_SO)].flatMap(([, short = '', phrase = '']) => {
    const acronym = readAcronym(short)
    return pairOf(acronym, acronym === null ? null : expansionAtStart(acronym, phrase))
  })
  return [...readBrackets(text), ...spelled, ...said]
}

function readBrackets(text: string): NamePair[] {
  const pairs: NamePair[] = []
  for (let open = text.indexOf('('); open !== -1; open = text.indexOf('(', open + 1)) {
    const close = text.indexOf(')', open)
    if (close === -1) break
    if (close - open > MAX_IN_BRACKETS) continue
    const inside = text.slice(open + 1, close)
    const [before = ''] = text.slice(Math.max(0, open - BEFORE_BRACKET), open).match(/[^.;:!?()|,\n]*$/u) ?? []
    const acronym = readAcronym(inside)
    if (acronym !== null) {
      pairs.push(...pairOf(acronym, expansionAtEnd(acronym, before)))
      continue
    }
    const outside = readAcronym(/[^\s]+(?=\s*$)/u.exec(before)?.[0] ?? '')
    const [phrase = ''] = inside.split(/[,;:]/)
    if (outside !== null && standsFor(outside, phrase)) pairs.push([outside, phrase.trim()])
  }
  return pairs
}

function pairOf(acronym: string | null, full: string | null): NamePair[] {
  return acronym === null || full === null ? [] : [[acronym, full]]
}

function toEntry({headingPath, title, text}: NamedSection): Entry {
  return {heading: headingPath.at(-1) ?? title, text}
}

/** Sections by their page, each in the order of the index. */
function groupPages(sections: readonly NamedSection[]): NamedSection[][] {
  const pages = new Map<string, NamedSection[]>()
  for (const section of sections) {
    const path = section.url.replace(/#.*/, '')
    const page = pages.get(path)
    if (page === undefined) pages.set(path, [section])
    else page.push(section)
  }
  return [...pages.values()]
}

function isName(text: string): boolean {
  const all = words(text)
  return all.length > 0 && all.length <= MAX_WORDS && !all.every(isStopword)
}

/** Names are the same whose words have the same stems in the same order; one word alone is itself: SLAM is not about slamming. */
function keyOf(name: string): string {
  const all = words(name)
  return all.length === 1 ? (all[0] ?? '') : all.map(stem).join(' ')
}

/** The other names of each name, by its key. */
export type SameNames = ReadonlyMap<string, readonly string[]>

export const NO_NAMES: SameNames = new Map()
/** Of one acronym that stands for several things. */
const MAX_OTHERS = 3

export function indexNames(pairs: readonly NamePair[]): SameNames {
  const others = new Map<string, string[]>()
  const add = (name: string, other: string): void => {
    const key = keyOf(name)
    const known = others.get(key) ?? []
    if (known.length < MAX_OTHERS) others.set(key, [...known, other])
  }
  for (const [a, b] of pairs) {
    add(a, b)
    add(b, a)
  }
  return others
}

/** A name that a text has, and its other names. */
export interface FoundName {
  /** The stems of all its words with spaces between. */
  readonly key: string
  /** Distinct stems of its content words. */
  readonly stems: readonly string[]
  readonly others: readonly string[]
}

/** The names that stand in a text, the longest at each place. */
export function findNames(text: string, names: SameNames): FoundName[] {
  if (names.size === 0) return []
  const all = words(text)
  const stems = all.map(stem)
  const found: FoundName[] = []
  for (let at = 0; at < all.length;) {
    const name = longestAt(all, stems, at, names)
    if (name !== null) {
      const others = names.get(name.key) ?? []
      found.push({key: name.key, stems: contentStems(all.slice(at, at + name.length).join(' ')), others})
    }
    at += name?.length ?? 1
  }
  return found
}

/** The name that begins at a word, and how many words it has. */
function longestAt(
  all: readonly string[],
  stems: readonly string[],
  at: number,
  names: SameNames,
): {key: string; length: number} | null {
  for (let length = Math.min(MAX_WORDS, stems.length - at); length > 1; length -= 1) {
    const key = stems.slice(at, at + length).join(' ')
    if (names.has(key)) return {key, length}
  }
  const word = all[at] ?? ''
  const key = [word, word.replace(/s$/, '')].find((one) => names.has(one))
  return key === undefined ? null : {key, length: 1}
}
