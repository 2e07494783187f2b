import type {Name} from '../text/definition.ts'
import {formsAsked} from '../text/form.ts'
import {contentStems, isStopword, withoutAsking, words} from '../text/words.ts'
import {readSides, readSubject} from '../text/subject.ts'
import {readUrduKind} from '../text/urdu.ts'

/** What kind of answer a question asks for. */
export type QuestionKind =
  | 'definition'
  | 'explanation'
  | 'steps'
  | 'comparison'
  | 'enumeration'
  | 'reason'
  | 'overview'
  | 'general'

export interface Question {
  readonly text: string
  readonly kind: QuestionKind
  /** Stems that an answer should have. */
  readonly stems: readonly string[]
  /** Those of them that the question itself has; the others it takes along from the conversation. */
  readonly own: ReadonlySet<string>
  /** The names of the one thing asked about, the fullest first; empty when there is no such thing. */
  readonly subject: readonly Name[]
  /** The two things to compare, or null. */
  readonly sides: readonly [readonly Name[], readonly Name[]] | null
  /** Whether more of the same is asked for. */
  readonly wantsMore: boolean
  /** Whether code may be the answer. */
  readonly wantsCode: boolean
  /** Whether the question says that it wants code. */
  readonly namesCode: boolean
  /** Whether a formula is asked for. */
  readonly wantsFormula: boolean
}

/** What of the conversation a question may lean on. */
export interface Context {
  /** The question with what it takes along from the conversation, as it is searched. */
  readonly query: string
  /** The earlier question that says what the conversation is about; null when this one stands on its own. */
  readonly topic?: string | null
  /** The question right before; null when this one stands on its own. */
  readonly previous?: string | null
  /** The answers so far. */
  readonly said?: string
}

const KINDS: readonly [QuestionKind, RegExp][] = [
  [
    'comparison',
    /\b(?:differ\w*|versus|vs\.?|compared?|comparison|distinction|rather than|instead of|better than)\b|\b(?:choose|decide|distinguish) between\b|\b(?:distinguish\w*|separates?) .+ from\b/,
  ],
  ['enumeration', /^what (?:causes?|affects?|limits?|influences?)\b|\b(?:causes|reasons) (?:of|for)\b/],
  ['explanation', /\b(?:good for|used for|purpose of|point of|benefits? of|advantages? of)\b/],
  ['reason', /^(?:and |but |so )?why\b|\bwhat (?:is|are) the reasons?\b|\bwhat for\b/],
  ['explanation', /^(?:please )?(?:explain|describe|tell me about)\b|^how (?:does|do) .+ works?\b/],
  ['steps', /\bhow (?:do|can|should|would|to|must)\b|\b(?:steps?|procedure|set ?up|install|instructions)\b/],
  [
    'enumeration',
    /\b(?:which|list|types? of|kinds? of|examples? of|what are the|name (?:the|all|some))\b|^what \w+ (?:are|does|do|has|have|can)\b/,
  ],
  [
    'definition',
    /^(?:so |and )?(?:what(?:'s|’s| is| are| does)|who is|define|meaning of)\b|\bwhat .+ (?:means?|stands? for)\b/,
  ],
]

const CODE =
  /\b(?:code|snippet|example|command|script|syntax|implement\w*|write|program|launch file|python|c\+\+|yaml|xml)\b/

/** Stems that only say that a formula is wanted. */
const FORMULA_STEMS: ReadonlySet<string> = new Set(['formula', 'equat', 'express', 'comput', 'calcul'])

/** "What is it good for?" */
const POINTS_BACK = /^(?:and |so |but )?what (?:is|are|does|do) (?:it|they|this|that|these|those)\b/

/** How a question begins that does not just name a thing. */
const ASKS =
  /^(?:(?:and|but|so) )?(?:how|when|where|which|who|whose|can|could|do|does|did|is|are|was|should|will|would|may|must|has|have)\b/

/** Asks for more of the same. */
const MORE = /\b(?:more|go on|continue|elaborate|explain|else)\b/

export function readQuestion(text: string, {query, topic = null, previous = null}: Context): Question {
  const lower = text.toLowerCase().trim()
  const own = words(text).filter((word) => !isStopword(word))
  const kind = readKind(lower, own.length, previous)
  const about = topic === null ? [] : readSubject(topic)
  const subject = kind === 'definition' || kind === 'explanation' ? readSubject(lower) : []
  const wantsMore = own.length === 0 && MORE.test(lower) && topic !== null
  const nothingAsked = own.length === 0 && words(query).every(isStopword)
  const wantsFormula = formsAsked(lower).includes('formula')
  const isAsked = (stem: string): boolean => !wantsFormula || !FORMULA_STEMS.has(stem)
  return {
    text,
    kind: nothingAsked ? 'overview' : wantsMore ? 'explanation' : kind,
    // "What is it?" and "Tell me more" are about what the conversation is about.
    subject: subject.length > 0 || (own.length > 0 && !POINTS_BACK.test(lower)) ? subject : about,
    sides: kind === 'comparison' ? readSides(lower, about) : null,
    wantsMore,
    stems: nothingAsked ? [] : contentStems(withoutAsking(query)).filter(isAsked),
    own: new Set(own.length === 0 ? [] : contentStems(withoutAsking(text)).filter(isAsked)),
    wantsCode: CODE.test(lower) || kind === 'steps',
    namesCode: CODE.test(lower),
    wantsFormula,
  }
}

function readKind(lower: string, ownWords: number, previous: string | null): QuestionKind {
  const found = KINDS.find(([, pattern]) => pattern.test(lower))?.[0] ?? readUrduKind(lower) ?? undefined
  // "And from an action?", "what about services?": the question before, asked of something else.
  if (found === undefined && previous !== null && ownWords > 0) {
    const before = readKind(previous.toLowerCase().trim(), ownWords, null)
    if (before === 'comparison' || before === 'definition') return before
  }
  // "SLAM?" on its own asks what that is, "How many joints?" does not.
  const isName = ownWords > 0 && ownWords <= 3 && previous === null && !ASKS.test(lower)
  return found ?? (isName ? 'definition' : 'general')
}
