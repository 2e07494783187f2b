import type {AgentInputItem} from '@openai/agents'
import {z} from 'zod'
import type {ShownPassage} from '../tool-output.ts'

/** What of a tool's output can be shortened; whatever else is in it stays. */
interface Numbered {
  number: number
  text: string
  code: unknown[]
}

const numbered = z.object({number: z.number(), text: z.string(), code: z.array(z.unknown())})
const several = z.object({passages: z.array(numbered)})

type Result = Extract<AgentInputItem, {type: 'function_call_result'}>

const ELSEWHERE = '(Shown elsewhere in this conversation.)'
const LEFT_OUT = '(Left out to save room. Search or read again if it is needed.)'

export function isResult(item: AgentInputItem): item is Result {
  return item.type === 'function_call_result'
}

/** A passage with at most so many characters of text, and its code only if there is room for it, too. */
export function cutPassage<Passage extends Pick<ShownPassage, 'text'> & {code: readonly unknown[]}>(
  passage: Passage,
  length: number,
): Passage {
  const text = passage.text.replace(LEFT_OUT, '').trimEnd()
  const isWhole = text.length <= length
  const room = length - text.length
  if (isWhole && (passage.code.length === 0 || JSON.stringify(passage.code).length <= room)) return passage
  const kept = isWhole ? text : length === 0 ? '' : `${text.slice(0, length)}…`
  return {...passage, text: `${kept} ${LEFT_OUT}`.trim(), code: []}
}

/** A result whose passages are cut. */
export function cutResult(result: Result, length: number): Result {
  return mapPassages(result, (passage) => cutPassage(passage, length))
}

/**
 * What is shown twice is kept in one place, the one that is shortened last: the newest result, then what was found ahead, then the other
 * results.
 */
export function dropRepeats(
  passages: readonly ShownPassage[],
  run: readonly AgentInputItem[],
): {passages: ShownPassage[]; run: AgentInputItem[]} {
  const seen = new Map<number, string>()
  const once = <Passage extends Numbered>(passage: Passage): Passage => {
    // A section that was read whole has more than the passage of the same number.
    if (seen.get(passage.number)?.includes(passage.text) === true) return {...passage, text: ELSEWHERE, code: []}
    seen.set(passage.number, passage.text)
    return passage
  }
  const newest = run.findLastIndex(isResult)
  const changed = new Map(
    run.flatMap((item, at) => (at === newest && isResult(item) ? [[at, mapPassages(item, once)]] : [])),
  )
  const ahead = passages.map(once)
  for (let at = newest - 1; at >= 0; at -= 1) {
    const item = run[at]
    if (item !== undefined && isResult(item)) changed.set(at, mapPassages(item, once))
  }
  return {passages: ahead, run: run.map((item, at) => changed.get(at) ?? item)}
}

function mapPassages(result: Result, change: (passage: Numbered) => Numbered): Result {
  const output = parse(readText(result.output))
  if (isSeveral(output)) return {...result, output: JSON.stringify({...output, passages: output.passages.map(change)})}
  return isNumbered(output) ? {...result, output: JSON.stringify(change(output))} : result
}

function isNumbered(output: unknown): output is Numbered {
  return numbered.safeParse(output).success
}

function isSeveral(output: unknown): output is {passages: Numbered[]} {
  return several.safeParse(output).success
}

/** The text of a result, however the SDK wraps it. */
export function readText(output: unknown): string {
  if (typeof output === 'string') return output
  if (Array.isArray(output)) return output.map(readText).join('')
  return typeof output === 'object' && output !== null && 'text' in output && typeof output.text === 'string'
    ? output.text
    : ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
