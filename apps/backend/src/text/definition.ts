import {hasArabic} from './arabic.ts'
import {readHead} from './head.ts'
import {stem} from './stem.ts'
import {readUrduNames} from './urdu.ts'
import {contentStems, isStopword, words} from './words.ts'

/** A name as it is compared: its distinct stems and the stem of its head noun. */
export interface Name {
  readonly text: string
  readonly stems: readonly string[]
  readonly head: string
}

/** A sentence that says what something is: the names it has for it, and how plainly it says so (0 to 1). */
export interface Definition {
  readonly names: readonly Name[]
  readonly strength: number
}

const VERB = /\b(?:is|are|means?|refers? to|describes?|stands? for|consists? of|denotes?)\b/i
const CALLED = /\b(?:is|are) (?:called|known as|termed) (?:an? |the )?([^,.;:()]+)/i
/** What begins so is no name, or names something only under a condition. */
const NO_NAME =
  /^(?:if|when|while|with|without|under|below|above|by|to|from|as|because|since|once|there|here|it|they|this|these|that|those|such|so|then|and|but|or|what|how|where|both|neither|either|only|not|no|nothing|nobody|one|two|three|all|some|most|many|each|every)\b/i
/** "In ROS 2, a topic is …" says it of the topic. */
const SETTING = /^(?:in|for|on|at) [^,]{1,40}, /i
const CLAUSE = /\b(?:that|which|who|whose|where|when|because|so)\b/i
const FOLLOWED_BY_NOUN = /^\s*(?:an?|the|any|one|when|how|what)\b/i
/** Stems of words that say what kind of thing a name is for, and are left out as often as not: "URDF file", "PID controller". */
const KIND_WORDS =
  'file model framework library concept method algorithm technique package format tool system problem approach standard idea principle acronym abbreviation term equation robot controller'
const KINDS: ReadonlySet<string> = new Set(KIND_WORDS.split(' ').map(stem))
const MAX_NAME_WORDS = 6
const MAX_PREFIX = 110

/**
 * Reads what a sentence defines: "A topic is a …", "SLAM, simultaneous localisation and mapping, is …", "Quality of service
 * (QoS) means …", "…, which is called a curriculum". Null when it defines nothing.
 */
export function readDefinition(sentence: string): Definition | null {
  if (hasArabic(sentence)) return toDefinition(readUrduNames(sentence), 1)
  const called = CALLED.exec(sentence)
  if (called?.[1] !== undefined) return toDefinition([called[1]], 0.8)
  const text = afterLabel(sentence).replace(SETTING, '')
  const verb = VERB.exec(text)
  if (verb === null || verb.index === 0 || verb.index > MAX_PREFIX || NO_NAME.test(text)) return null
  const prefix = text.slice(0, verb.index)
  // "Names, namespaces and domains are" is a list, "SLAM, simultaneous localisation and mapping, is" has a second name.
  const pieces = prefix.split(CLAUSE)[0]?.split(/[,()]|\balso (?:called|known as)\b/) ?? []
  const after = text.slice(verb.index + verb[0].length)
  const plain = !/^(?:is|are)$/i.test(verb[0]) || FOLLOWED_BY_NOUN.test(after)
  return toDefinition(pieces, plain ? 1 : 0.75)
}

/** "Tokens: Tokenised actions are …" is labelled by the title of its box or list item. */
function afterLabel(sentence: string): string {
  const label = /^[^:.;]{1,50}: (?=\p{Lu})/u.exec(sentence)
  return label === null ? sentence : sentence.slice(label[0].length)
}

function toDefinition(pieces: readonly string[], strength: number): Definition | null {
  const names = pieces.map(readName).filter((name) => name !== null)
  return names.length === 0 ? null : {names, strength}
}

/** The name that a noun phrase is, without its article. Null when it is none, or too long for one. */
export function readName(phrase: string): Name | null {
  const all = words(phrase)
  const head = readHead(phrase)
  if (head === null || all.length > MAX_NAME_WORDS || all.every(isStopword)) return null
  return {text: phrase.trim(), stems: contentStems(phrase), head}
}

/**
 * How far two names mean the same thing: 1 the same words; 0.95 but for the kind of thing, as "URDF" for "URDF file"; 0.65
 * something more general, as "plugin" for "theme plugin"; 0.4 something more special, as "lifecycle node" for "node"; else 0.
 */
export function matchName(name: Name, subject: Name): number {
  const shared = name.stems.filter((stem) => subject.stems.includes(stem)).length
  if (shared === name.stems.length && shared === subject.stems.length) return 1
  if (isSameBarKind(name.stems, subject.stems)) return 0.95
  if (name.head !== subject.head) return 0
  if (shared === name.stems.length) return 0.65
  return shared === subject.stems.length ? 0.4 : 0
}

/** Whether a stem only says what kind of thing a name is for. */
export function isKindWord(stem: string): boolean {
  return KINDS.has(stem)
}

function isSameBarKind(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [withoutKind(a), withoutKind(b)]
  return left.length > 0 && left.length === right.length && left.every((one) => right.includes(one))
}

/** The kind stands last: "URDF file" is about URDF, "the file of a URDF" may not be. */
function withoutKind(stems: readonly string[]): readonly string[] {
  const last = stems.at(-1)
  return last !== undefined && KINDS.has(last) ? stems.slice(0, -1) : stems
}

/** How well (0 to 1) a sentence defines what is asked about, under any of the names given. */
export function definitionScore(definition: Definition | null, subjects: readonly Name[]): number {
  if (definition === null) return 0
  const best = Math.max(0, ...definition.names.flatMap((name) => subjects.map((subject) => matchName(name, subject))))
  return best * definition.strength
}
