import type {ModelRequest} from '@openai/agents'
import {joinToolOutputs, readToolOutput, type ToolOutput} from '../agent/tool-output.ts'
import type {Turn} from './resolve-question.ts'

export interface Conversation {
  readonly question: string
  readonly before: readonly Turn[]
  /** What the search tool has answered to this question, or null while it has not been called. */
  readonly found: ToolOutput | null
  /** Whether the tool was called, even if what came back cannot be read. */
  readonly searched: boolean
}

type InputItem = Exclude<ModelRequest['input'], string>[number]

/** Notes of the server to a model, in a user's role; see `ThreadItemConverter` of chatkit-server/agents. */
const NOTE =
  /^(?:Hidden context for the agent|A message was displayed to the user|A structured input request was|The following (?:graphical|image))/
const QUOTE = 'The user is referring to this in particular: \n'

/** Reads what a model is given: the newest question, what went before, and what the tool has found for it. */
export function readConversation(input: ModelRequest['input']): Conversation {
  if (typeof input === 'string') return {question: input, before: [], found: null, searched: false}
  const turns: Turn[] = []
  let results: string[] = []
  for (const item of input) {
    if (item.type === 'function_call_result') {
      results.push(textOf(item.output))
      continue
    }
    const turn = readTurn(item)
    if (turn === null) continue
    const last = turns.at(-1)
    if (turn.role === 'user' && turn.text.startsWith(QUOTE) && last?.role === 'user') {
      // What is quoted is what is asked about.
      turns[turns.length - 1] = {
        role: 'user',
        text: `${last.text} ${turn.text.slice(QUOTE.length, QUOTE.length + 300)}`,
      }
    } else {
      turns.push(turn)
      if (turn.role === 'user') results = []
    }
  }
  const at = turns.findLastIndex((turn) => turn.role === 'user')
  const found = joinToolOutputs(results.map(readToolOutput).filter((output) => output !== null))
  return {question: turns[at]?.text ?? '', before: turns.slice(0, Math.max(0, at)), found, searched: results.length > 0}
}

function readTurn(item: InputItem): Turn | null {
  if (!('role' in item) || (item.role !== 'user' && item.role !== 'assistant')) return null
  const text = textOf(item.content)
  return text === '' || (item.role === 'user' && NOTE.test(text)) ? null : {role: item.role, text}
}

/** The text of a string, of one content part or of a list of them. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (Array.isArray(content)) return content.map(textOf).join('')
  if (typeof content === 'object' && content !== null && 'text' in content)
    return typeof content.text === 'string' ? content.text : ''
  return ''
}
