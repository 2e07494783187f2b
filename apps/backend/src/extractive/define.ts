import {definitionScore, isKindWord, matchName, readName} from '../text/definition.ts'
import {stem} from '../text/stem.ts'
import {stemSet, words} from '../text/words.ts'
import type {Name} from '../text/definition.ts'
import {continuation, repeats, withAntecedent} from './runs.ts'
import type {Unit} from './units.ts'

/** What a sentence must reach to pass for a definition of the thing asked about. */
const DEFINES = 0.6
/** What counts as one where nothing better is found: a sentence with the thing as its subject, the more so the first one. */
const IS_ABOUT = 0.62
const OPENS = 0.7

export interface DefineOptions {
  /** Sentences of the paragraph that may follow the definition. */
  readonly following: number
  /** Whether the paragraphs after the definition's own count too. */
  readonly across: boolean
  /** Sentences in all. */
  readonly sentences: number
}

/** The sentence that says best what `subject` is, or null. Of two equal ones, that which the text goes on to explain. */
export function findDefinition(units: readonly Unit[], subject: readonly Name[]): Unit | null {
  return findBest(units, (unit) =>
    Math.max(definitionScore(unit.definition, subject), opensEntry(unit, subject) ? OPENS : 0),
  )
}

/** A definition, or else a sentence that has `subject` as its own; null when there is neither. */
export function findLead(units: readonly Unit[], subject: readonly Name[]): Unit | null {
  return findBest(units, (unit) => {
    const about = unit.kind !== 'sentence' || !isAbout(unit, subject) ? 0 : unit.order === 0 ? OPENS : IS_ABOUT
    return Math.max(definitionScore(unit.definition, subject), about, spellsOut(unit, subject) ? OPENS : 0)
  })
}

/** Where a sentence still introduces what it is about. */
const BEGINNING = 110

/** Whether a sentence begins with what an acronym stands for: "The recursive Newton–Euler algorithm (RNEA) computes …". */
function spellsOut(unit: Unit, subject: readonly Name[]): boolean {
  const [, acronym] = /\((\p{Lu}[\p{L}\p{N}-]+)\)/u.exec(unit.text.slice(0, BEGINNING)) ?? []
  if (unit.kind !== 'sentence' || acronym === undefined) return false
  const stems = words(acronym).map(stem).join(' ')
  return subject.some((name) => name.stems.join(' ') === stems)
}

/** Whether a sentence begins the section that is called just what is asked about, and names it, as in a glossary. */
function opensEntry(unit: Unit, subject: readonly Name[]): boolean {
  if (unit.kind !== 'sentence' || unit.order !== 0) return false
  return headedBy(unit.passage.heading, subject).some((name) => name.stems.every((one) => unit.stems.has(one)))
}

/** Those of the names that a heading is. */
export function headedBy(heading: string, names: readonly Name[]): readonly Name[] {
  const own = readName(heading)
  return own === null ? [] : names.filter((name) => matchName(own, name) > 0.9)
}

function findBest(units: readonly Unit[], judge: (unit: Unit) => number): Unit | null {
  let best: {unit: Unit; score: number} | null = null
  for (const unit of units) {
    const value = judge(unit)
    if (value < DEFINES || unit.leans || unit.asks) continue
    const explained = continuation(unit, units, 2).length + (unit.formula !== '' || leadsOn(unit, units) ? 1 : 0)
    const score = value + 0.06 * Math.min(2, explained) - 0.01 * unit.rank
    if (best === null || score > best.score) best = {unit, score}
  }
  return best?.unit ?? null
}

/** Whether a list or table comes next that its paragraph leads to. */
function leadsOn(unit: Unit, units: readonly Unit[]): boolean {
  const next = units.find((other) => other.passage === unit.passage && other.order === unit.order + 1)
  return next !== undefined && next.kind !== 'sentence' && next.follows
}

/**
 * The definition first, with what its paragraph goes on to say, then sentences elsewhere that have the subject as theirs.
 * Empty when nothing defines it.
 */
export function chooseDefinition(units: readonly Unit[], subject: readonly Name[], options: DefineOptions): Unit[] {
  const lead = findLead(units, subject)
  if (lead === null) return []
  const chosen = new Set([lead, ...continuation(lead, units, options.following, options.across)])
  if (options.across && chosen.size <= ENOUGH) for (const unit of findSection(units, lead, subject)) chosen.add(unit)
  for (const unit of units) {
    if (chosen.size >= options.sentences) break
    if (unit.kind !== 'sentence' || unit.asks || chosen.has(unit) || repeats(unit, chosen) || !isAbout(unit, subject))
      continue
    const run = withAntecedent(unit, units)
    if (run !== null && chosen.size + run.length <= options.sentences) for (const member of run) chosen.add(member)
  }
  return [...chosen]
}

const MORE = 5
/** Sentences that explain enough by themselves. */
const ENOUGH = 3

/**
 * What comes after what was said of a thing already, where the text says most of it. Empty when nothing defines it, or
 * nothing more is said.
 */
export function chooseMore(units: readonly Unit[], subject: readonly Name[], wasSaid: (unit: Unit) => boolean): Unit[] {
  const lead = findLead(units, subject)
  if (lead === null) return []
  const rest = continuation(lead, units, Infinity, true).filter((unit) => !wasSaid(unit))
  const first = rest.findIndex((unit) => !unit.leans)
  return first === -1 ? [] : rest.slice(first, first + MORE)
}

/** How another section begins that has the thing in its heading: a glossary's sentence alone explains little. */
function findSection(units: readonly Unit[], lead: Unit, subject: readonly Name[]): Unit[] {
  const first = units.find((unit) => {
    if (unit.passage === lead.passage || unit.kind !== 'sentence' || unit.leans || unit.asks) return false
    const heading = stemSet(unit.passage.heading)
    return subject.some((name) => name.stems.every((stem) => heading.has(stem)))
  })
  return first === undefined || repeats(first, [lead]) ? [] : [first, ...continuation(first, units, 2)]
}

const ARTICLE = /^(?:an?|the|each|every|any)\s+/i
/** What may follow a name that is the subject of its sentence: a verb, an aside, but not another noun. */
const VERB_OR_ASIDE =
  /^(?:\s*[,(]|\s+(?:is|are|was|were|has|have|can|could|may|might|must|should|will|does|do|then|also|only|always|never|often|usually)\b|\s+(?:[a-z]{2,}s)\b(?!\s+(?:is|are|was|were|has|have)\b))/

/** Whether a sentence has one of the names as its grammatical subject: "A topic carries …", not "A topic name is …". */
export function isAbout(unit: Unit, subject: readonly Name[]): boolean {
  const text = unit.text.replace(/^(?:in|for|on|at) [^,]{1,40}, /i, '').replace(ARTICLE, '')
  return subject.some((name) => {
    const length = readPrefix(text, name)
    return length > 0 && VERB_OR_ASIDE.test(text.slice(length))
  })
}

/** Length of the words at the start of a text that are all of the name, its kind aside; 0 when it starts otherwise. */
function readPrefix(text: string, name: Name): number {
  let end = 0
  const missing = new Set(name.stems.filter((one) => !isKindWord(one)))
  if (missing.size === 0) for (const one of name.stems) missing.add(one)
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (match.index - end > 1) break
    const stems = words(match[0]).map(stem)
    if (!stems.every((one) => name.stems.includes(one) || one === 'of' || isKindWord(one))) break
    for (const one of stems) missing.delete(one)
    end = match.index + match[0].length
  }
  return missing.size === 0 ? end : 0
}
