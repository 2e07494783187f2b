import {hasArabic} from './arabic.ts'
import {readName, type Name} from './definition.ts'
import {readUrduSides, readUrduSubject} from './urdu.ts'

/** Opens a question about one thing; what follows is that thing. */
const OPENING =
  /^(?:(?:so|and|but|ok|okay|please|then|well)[, ]+)*(?:(?:can|could|would) you (?:please )?)?(?:what(?:'s|’s| is| are| does| do| about)|how about|who is|define|explain|describe|summari[sz]e|tell me (?:more )?about|how (?:does|do)|(?:what is )?the meaning of)(?: to me)?\s+/
const ENDING = /\s+(?:means?|do|stands? for|works?|about|for|used for|good for|look like)$/
/** Ends the noun phrase; "of" does not, as in "quality of service". */
const AFTER_PHRASE = /\s(?:in|for|on|with|from|to|at|by|when|while|if|and (?:how|why|what)|used|that|which)\s.*$/
const ARTICLE = /^(?:an?|the|any|this|that|these|those|your|my)\s+/
/** A product and its version say where a thing belongs: "ROS 2 topic", "Vue 3 component". */
const VERSIONED_CONTEXT = /^\p{L}+ ?\d+(?:\.\d+)* (?=\p{L})/u

/** The names of the thing a question asks about, the fullest first; empty when it asks about no single thing. */
export function readSubject(question: string): Name[] {
  if (hasArabic(question)) return namesOf(readUrduSubject(question) ?? '')
  const lower = normalise(question)
  const phrase = lower.replace(OPENING, '')
  // "SLAM?" is all subject; a question that opens in another way has none.
  if (phrase === lower && lower.split(' ').length > 3) return []
  return namesOf(phrase)
}

/** The names of a phrase such as "a ROS 2 topic". */
export function namesOf(phrase: string): Name[] {
  const core = phrase.replace(AFTER_PHRASE, '').replace(ENDING, '').replace(ARTICLE, '').trim()
  const names = [readName(core), readName(core.replace(VERSIONED_CONTEXT, ''))].filter((name) => name !== null)
  return names.filter((name, at) => at === 0 || name.stems.join(' ') !== names[0]?.stems.join(' '))
}

const SIDES: readonly RegExp[] = [
  /^(?:how )?(?:do|does|is|are) (?<a>.+?) (?:differ|different|compared?)(?: from| to| with)? (?<b>.+)$/,
  /^how (?:do|does|are|is) (?<a>.+?) and (?<b>.+?) (?:differ|different|compare)\b/,
  /\b(?:differences? |differs? |compar\w+ |distinguish(?:es)? |separates? |choose |decide |distinction )(?:between )?(?<a>.+?) (?:and|or|with|to|against|from|versus|vs\.?) (?<b>.+)$/,
  /^(?:what is |what's )?(?<a>.+?) (?:versus|vs\.?|compared (?:to|with)|or) (?<b>.+)$/,
  /\b(?:use|take|prefer|need|choose) (?<a>.+?) (?:instead of|rather than|over) (?<b>.+)$/,
]
const OTHER_SIDES: readonly RegExp[] = [
  /^.*\b(?:from|to|with|than|against|about|vs\.?|versus) (?<b>[^,?]+)$/,
  /^(?:and|or|but) (?<b>[^,?]+)$/,
]
const POINTER = /^(?:it|its|they|them|this|that|these|those|both|the former|one)$/

/**
 * The two things a comparison is about, each with its names; null when they cannot be told.
 *
 * @param topic what the conversation was about before, for "How does it differ from …?"
 */
export function readSides(question: string, topic: readonly Name[]): readonly [Name[], Name[]] | null {
  const urdu = hasArabic(question) ? readUrduSides(question) : null
  if (urdu !== null) return [namesOf(urdu[0]), namesOf(urdu[1])]
  const lower = normalise(question)
  for (const pattern of SIDES) {
    const groups = pattern.exec(lower)?.groups
    if (groups?.['a'] === undefined || groups['b'] === undefined) continue
    const sides = [sideOf(groups['a'], topic), sideOf(groups['b'], topic)] as const
    if (sides.every((side) => side.length > 0)) return sides
  }
  const other = OTHER_SIDES.map((pattern) => pattern.exec(lower)?.groups?.['b']).find((side) => side !== undefined)
  const names = other === undefined || POINTER.test(other) ? [] : namesOf(other)
  return topic.length > 0 && names.length > 0 ? [[...topic], names] : null
}

function sideOf(phrase: string, topic: readonly Name[]): Name[] {
  return POINTER.test(phrase.trim()) ? [...topic] : namesOf(phrase)
}

function normalise(question: string): string {
  return question
    .toLowerCase()
    .replace(/[?!.\s]+$/u, '')
    .replace(/\s+/g, ' ')
    .trim()
}
