import type {AgentInputItem} from '@openai/agents'
import {cleanText} from '../../text/clean.ts'
import type {ShownPassage} from '../tool-output.ts'
import {estimateTokens} from './estimate-tokens.ts'
import {cutPassage, cutResult, dropRepeats, isResult, readText} from './outputs.ts'
import {readConversation, shortenTurn, textOf, type Conversation} from './turns.ts'

/** Turns that stay whole longest. */
const NEWEST = 2
/** Characters of a passage's text, once there is little room. */
const SOME = 1_000
const LITTLE = 300
/** Tokens of the tools' descriptions, and of what a server puts around messages. */
const OVERHEAD = 400
const PER_ITEM = 6

/** What a model is asked with. */
export interface Draft extends Conversation {
  /** What was found for the question before the model was asked, for the instructions. */
  readonly passages: readonly ShownPassage[]
  /** Whether earlier turns are left out, which the instructions then say. */
  readonly isCut: boolean
}

export interface FitOptions {
  readonly input: readonly AgentInputItem[]
  readonly passages: readonly ShownPassage[]
  /** Whether the input is not the whole conversation already. */
  readonly isCut: boolean
  /** The instructions with these passages. */
  readonly instruct: (draft: Pick<Draft, 'passages' | 'isCut'>) => string
  /** Tokens that the model can read and write in one request. */
  readonly contextTokens: number
}

export interface Fitted {
  readonly input: AgentInputItem[]
  readonly instructions: string
}

/**
 * Makes a request fit a model's context, a quarter of which, 2,000 tokens at most, is left for its answer. What is least missed goes
 * first, and only as much as must: text shown twice, older results of tools, older turns to their beginnings, then away; passages from the
 * instructions, the newest turns, the newest result, and last the middle of an endless question. A call never goes without its result.
 */
export function fitContext({input, passages, isCut, instruct, contextTokens}: FitOptions): Fitted {
  const room = contextTokens - Math.min(2_000, Math.floor(contextTokens / 4)) - OVERHEAD
  let draft: Draft = {...readConversation(input), passages, isCut}
  const write = (): Fitted => ({
    input: [...draft.turns.flat(), ...draft.question, ...draft.run],
    instructions: instruct(draft),
  })
  const isTooLong = (): boolean => {
    const {input: items, instructions} = write()
    return items.reduce((tokens, item) => tokens + countItem(item), estimateTokens(instructions)) > room
  }
  for (const step of steps(draft)) {
    if (!isTooLong()) return write()
    draft = step(draft)
  }
  return write()
}

type Step = (draft: Draft) => Draft

function* steps({turns, run, passages}: Draft): Generator<Step> {
  const results = run.filter(isResult).length
  const cutRun =
    (at: number, length: number): Step =>
    (draft) => ({...draft, run: mapResult(draft.run, at, (result) => cutResult(result, length))})
  const shorten =
    (at: number): Step =>
    (draft) => ({...draft, turns: draft.turns.map((turn, index) => (index === at ? shortenTurn(turn) : turn))})
  const cutPassages =
    (from: number, length: number): Step =>
    (draft) => ({
      ...draft,
      passages: draft.passages.map((passage, at) => (at < from ? passage : cutPassage(passage, length))),
    })
  const dropOldest: Step = (draft) => ({...draft, turns: draft.turns.slice(1), isCut: true})
  const old = Math.max(0, turns.length - NEWEST)

  yield (draft) => ({...draft, ...dropRepeats(draft.passages, draft.run)})
  for (const length of [LITTLE, 0]) for (let at = 0; at < results - 1; at += 1) yield cutRun(at, length)
  for (let at = 0; at < old; at += 1) yield shorten(at)
  for (let count = 0; count < old; count += 1) yield dropOldest
  for (let from = passages.length - 1; from >= 1; from -= 1) yield cutPassages(from, SOME)
  for (let at = 0; at < turns.length - old; at += 1) yield shorten(at)
  for (let from = passages.length - 1; from >= 1; from -= 1) yield cutPassages(from, LITTLE)
  for (let count = old; count < turns.length; count += 1) yield dropOldest
  yield cutPassages(0, SOME)
  for (const length of [3 * SOME, SOME, LITTLE]) yield cutRun(results - 1, length)
  yield (draft) => ({...draft, passages: draft.passages.slice(0, 2).map((passage) => cutPassage(passage, LITTLE))})
  yield cutRun(results - 1, 0)
  for (const length of [4_000, 2_000, 1_000]) {
    yield (draft) => ({...draft, question: draft.question.map((item) => cutMiddle(item, length))})
  }
}

function mapResult(
  run: readonly AgentInputItem[],
  at: number,
  change: (result: Extract<AgentInputItem, {type: 'function_call_result'}>) => AgentInputItem,
): AgentInputItem[] {
  let seen = -1
  return run.map((item) => {
    if (!isResult(item)) return item
    seen += 1
    return seen === at ? change(item) : item
  })
}

function cutMiddle(item: AgentInputItem, length: number): AgentInputItem {
  const text = textOf(item)
  if (text === null || text.length <= length || !('role' in item) || item.role !== 'user') return item
  const half = Math.floor(length / 2)
  return {...item, content: cleanText(`${text.slice(0, half).trimEnd()} […] ${text.slice(-half).trimStart()}`)}
}

function countItem(item: AgentInputItem): number {
  const said = textOf(item)
  if (said !== null) return PER_ITEM + estimateTokens(said)
  if (isResult(item)) return PER_ITEM + estimateTokens(readText(item.output))
  return PER_ITEM + estimateTokens(JSON.stringify(item))
}
