import type {StreamEvent} from '@openai/agents'

type Response = Extract<StreamEvent, {type: 'response_done'}>['response']
type Fields = Readonly<Record<string, unknown>>

/** Tokens as the server counts them. */
export interface TokenCount {
  readonly input: number
  readonly output: number
}

/** Events of the Responses dialect that say that a reply was taken on, or has failed, and hold nothing of it. */
const NOTHING_YET = new Set([
  'response.created',
  'response.in_progress',
  'response.queued',
  'response.failed',
  'response.incomplete',
  'error',
])

/** Whether an event holds something that the model has made: words, thoughts, a call. Not the first chunk with only a role in it. */
export function isGenerated(event: StreamEvent): boolean {
  if (event.type === 'output_text_delta') return event.delta !== ''
  if (event.type === 'response_done') return true
  return event.type === 'model' && isRecord(event.event) && hasContent(event.event)
}

/** Whether a reply that ended has neither words nor a call in it. */
export function isEmpty({output}: Response): boolean {
  return !output.some((item) => {
    if (item.type === 'message') return item.role === 'assistant' && item.content.some((part) => textOf(part) !== '')
    return item.type !== 'reasoning'
  })
}

/** What the server counted, or null when it did not: the SDK then says 0, and no request has as few. */
export function readUsage({usage}: Response): TokenCount | null {
  const {inputTokens: input, outputTokens: output} = usage
  return input > 0 || output > 0 ? {input, output} : null
}

function hasContent(raw: Fields): boolean {
  if (typeof raw['type'] === 'string') return !NOTHING_YET.has(raw['type'])
  const choices = Array.isArray(raw['choices']) ? raw['choices'] : []
  return choices.filter(isRecord).some(({delta}) => isRecord(delta) && Object.entries(delta).some(isSaid))
}

function isSaid([name, value]: [string, unknown]): boolean {
  if (name === 'role') return false
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== ''
}

function textOf(part: object): string {
  if ('text' in part && typeof part.text === 'string') return part.text.trim()
  if ('refusal' in part && typeof part.refusal === 'string') return part.refusal.trim()
  // A sound or an image is something, too.
  return ' '
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
