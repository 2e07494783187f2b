import {isStopword, words} from '../text/words.ts'
import {readQuestion, type Context} from './question.ts'

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

const POINTERS = new Set([
  'it',
  'its',
  'they',
  'them',
  'their',
  'this',
  'that',
  'these',
  'those',
  'he',
  'she',
  'one',
  'ones',
  'both',
  'former',
  'latter',
  'same',
  'there',
])
const CONTINUES =
  /^(?:and|but|or|also|then|so|ok(?:ay)?,?|what about|how about|what else|why not|more|go on|tell me more|another|in which case)\b/i
/** "Which units does it use?": asked at once of something that this sentence does not name. */
const ASKS_OF_POINTER =
  /^(?:(?:and|but|so) )?(?:which|what|how|where|when|why|who)\b(?:(?!\b(?:and|or|but|if|when|while|because|that)\b)[^,;:.?])*? (?:do|does|did|is|are|was|were|can|could|will|would|should|must|has|have) (?:it|they|this|that|these|those)\b(?! \p{L}+ing\b)/iu
/** "Which tools are there for that?": "that" at the end of a single clause is nothing that the clause names, as "it" may be. */
const ENDS_IN_POINTER =
  /^(?:which |who )?(?:(?!\b(?:and|or|but|if|when|while|because|that|which|who)\b)[^,;:.?])* (?:about|after|against|before|by|for|from|in|of|on|than|to|with|without) (?:that|these|this|those)\s*[?.!]*$/iu
const MAX_CARRIED = 8

/** Says in what form an answer is wanted, not about what: "Show me an example in Python" after another question. */
const FORMS = new Set(
  'example examples code python snippet command commands detail details yaml xml c cpp table list brief short simple simpler again show'.split(
    ' ',
  ),
)
/** "How do I run it?", "When should I use that?": the verb before the pointer is nothing it could point to. */
const VERB_THEN_POINTER = /\b(?:i|we|you|one|to) \p{L}+ (?:it|them|this|that|these|those|one)\b/iu

/**
 * What a question leans on. A follow-up such as "How does it relate to actions?" or "and in simulation?" takes along what the
 * conversation was about; a question that stands on its own is searched as it is.
 *
 * @param before the conversation before the question, oldest first
 */
export function resolveQuestion(question: string, before: readonly Turn[]): Context {
  if (!isFollowUp(question)) return {query: question, topic: null, previous: null}
  const asked = before.filter((turn) => turn.role === 'user').map((turn) => turn.text)
  const own = new Set(words(question))
  const added = topicOf(before).filter((word) => !own.has(word))
  return {
    query: added.length === 0 ? question : `${question} ${added.join(' ')}`,
    topic: asked.findLast((text) => !isFollowUp(text)) ?? null,
    previous: asked.at(-1) ?? null,
    said: before.flatMap((turn) => (turn.role === 'assistant' ? [turn.text] : [])).join('\n'),
  }
}

/** The queries that find what answers a question: itself, and for a comparison each side by itself. */
export function planSearches(question: string, context: Context): string[] {
  const {sides} = readQuestion(question, context)
  const each = sides?.flatMap(([name]) => (name === undefined ? [] : [`What is ${name.text}?`])) ?? []
  return [...new Set([context.query, ...each])]
}

/** Whether a question leans on what was said before it. */
export function isFollowUp(question: string): boolean {
  const all = words(question)
  if ([CONTINUES, VERB_THEN_POINTER, ASKS_OF_POINTER, ENDS_IN_POINTER].some((form) => form.test(question.trim())))
    return true
  const content = all.filter((word) => !isStopword(word) && !POINTERS.has(word))
  if (content.every((word) => FORMS.has(word))) return true
  const firstContent = all.findIndex((word) => !isStopword(word) && !POINTERS.has(word))
  // "What is SLAM and how does it work?" answers its own "it".
  const pointer = all.findIndex((word) => POINTERS.has(word))
  return pointer !== -1 && pointer < firstContent
}

/** What the conversation is about: the content words of the last question that stood on its own, and of those after it. */
function topicOf(before: readonly Turn[]): string[] {
  const topic: string[] = []
  for (let i = before.length - 1; i >= 0 && topic.length < MAX_CARRIED; i -= 1) {
    const turn = before[i]
    if (turn?.role !== 'user') continue
    topic.push(...contentWords(turn.text))
    if (!isFollowUp(turn.text)) break
  }
  // Nothing asked so far has a word to go by ("tell me more" twice): then the answer's beginning says what it was about.
  if (topic.length === 0)
    topic.push(...contentWords(before.findLast((turn) => turn.role === 'assistant')?.text.slice(0, 300) ?? ''))
  return [...new Set(topic)].slice(0, MAX_CARRIED)
}

function contentWords(text: string): string[] {
  return words(text).filter((word) => !isStopword(word) && !POINTERS.has(word) && !FORMS.has(word))
}
