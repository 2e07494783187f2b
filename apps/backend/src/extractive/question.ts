import {readHead} from '../text/head.ts'
import {contentStems, isStopword, words} from '../text/words.ts'

/** What kind of answer a question asks for. */
export type QuestionKind = 'definition' | 'steps' | 'comparison' | 'enumeration' | 'reason' | 'general'

export interface Question {
  readonly text: string
  readonly kind: QuestionKind
  /** Stems that an answer should have. */
  readonly stems: readonly string[]
  /** Those of them that the question itself has; the others it takes along from the conversation. */
  readonly own: ReadonlySet<string>
  /** The stem of the noun that is asked about: "topic" in "what is a ROS 2 topic in practice". */
  readonly head: string | null
  /** Whether code is asked for. */
  readonly wantsCode: boolean
}

const KINDS: readonly [QuestionKind, RegExp][] = [
  [
    'comparison',
    /\b(?:differ\w*|versus|vs\.?|compared?|comparison|rather than|instead of|better than|relate[sd]?)\b|\b(?:choose|decide) between\b/,
  ],
  ['reason', /^(?:and |but |so )?why\b|\bwhat (?:is|are) the reasons?\b/],
  ['steps', /\bhow (?:do|can|should|would|to|must)\b|\b(?:steps?|procedure|set ?up|install|instructions)\b/],
  ['enumeration', /\b(?:which|list|types? of|kinds? of|examples? of|what are the|name (?:the|all|some))\b/],
  [
    'definition',
    /^(?:so |and )?(?:what(?:'s| is| are| does)|who is|define|explain|describe|meaning of)\b|\bwhat .+ (?:means?|stands? for)\b/,
  ],
]

const CODE =
  /\b(?:code|snippet|example|command|script|syntax|implement\w*|write|program|launch file|python|c\+\+|yaml|xml)\b/

export function readQuestion(text: string, query: string): Question {
  const lower = text.toLowerCase().trim()
  const own = words(text).filter((word) => !isStopword(word))
  const found = KINDS.find(([, pattern]) => pattern.test(lower))?.[0]
  // "SLAM?" on its own asks what that is.
  const kind = found ?? (own.length > 0 && own.length <= 3 ? 'definition' : 'general')
  return {
    text,
    kind,
    head: readHead(lower),
    stems: contentStems(query),
    own: new Set(contentStems(text)),
    wantsCode:
      CODE.test(lower) ||
      (kind === 'steps' && /\b(?:create|start|run|launch|publish|subscribe|call|use)\b/.test(lower)),
  }
}
