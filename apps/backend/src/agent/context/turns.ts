import type {AgentInputItem} from '@openai/agents'
import {splitSentences} from '../../text/blocks.ts'
import {excerpt} from '../../text/clean.ts'

/** Characters that are left of a question and of an answer once their turn is shortened. */
const QUESTION_LENGTH = 200
const ANSWER_LENGTH = 300

/** A conversation as the model is given it. */
export interface Conversation {
  /** Earlier questions, each with what came of it, oldest first. */
  readonly turns: readonly (readonly AgentInputItem[])[]
  /** The question that is being answered, with what the reader quotes. */
  readonly question: readonly AgentInputItem[]
  /** What the agent has done for it so far: calls, each with its result. */
  readonly run: readonly AgentInputItem[]
}

/** Takes a model's input apart. */
export function readConversation(input: readonly AgentInputItem[]): Conversation {
  const last = input.findLastIndex(isFromReader)
  // What is quoted is a message of its own, right after the question.
  const start = input.findLastIndex((item, at) => at < last && !isFromReader(item)) + 1
  const turns: AgentInputItem[][] = []
  for (const [at, item] of input.slice(0, start).entries()) {
    const before = input[at - 1]
    const begins = isFromReader(item) && (before === undefined || !isFromReader(before))
    if (begins || turns.length === 0) turns.push([item])
    else turns.at(-1)?.push(item)
  }
  return {turns, question: input.slice(start, last + 1), run: input.slice(last + 1)}
}

/**
 * A turn by the beginnings of its question and its answer: what they were about, which is what a later question may refer to. Calls go
 * together with their results.
 */
export function shortenTurn(turn: readonly AgentInputItem[]): AgentInputItem[] {
  return turn.flatMap((item): AgentInputItem[] => {
    const text = textOf(item)
    if (text === null || !('role' in item)) return []
    if (item.role === 'user') return [{...item, content: excerpt(text, QUESTION_LENGTH)}]
    if (item.role === 'assistant') return [{...item, content: [{type: 'output_text', text: shortenAnswer(text)}]}]
    return [item]
  })
}

/** Its first sentences, as many as there is room for. */
function shortenAnswer(text: string): string {
  let kept = ''
  for (const sentence of splitSentences(text.replace(/\s+/g, ' '))) {
    if (kept.length + sentence.length + 1 > ANSWER_LENGTH) break
    kept = `${kept} ${sentence}`.trim()
  }
  return kept === '' ? excerpt(text, ANSWER_LENGTH) : kept
}

function isFromReader(item: AgentInputItem): boolean {
  return 'role' in item && item.role === 'user'
}

/** What is said in a message; null for anything else. */
export function textOf(item: AgentInputItem): string | null {
  if (!('content' in item) || !('role' in item)) return null
  if (typeof item.content === 'string') return item.content
  return item.content.map((part) => ('text' in part && typeof part.text === 'string' ? part.text : '')).join(' ')
}
