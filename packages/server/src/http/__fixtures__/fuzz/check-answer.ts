import type {ThreadStreamEvent} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {safeParse, safeParseEvent, schemas} from 'chatkit-protocol/validate'
import {ERROR_STATUS} from '../../../errors.ts'
import type {ErrorCode} from '../../../errors.ts'
import {HIDDEN, secretOf} from './fuzz-server.ts'
import {OWNERS} from './requests.ts'
import type {FuzzRequest} from './requests.ts'

/** What came back. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** False if it was left before its end on purpose. */
  isWhole: boolean
}

const INTERNAL = /node_modules|\.ts\b|\bat .+:\d+|SQLITE|TypeError|undefined|\[object/

/** Checks what can be said of one answer without the store. Returns its events, if it is a stream. */
export async function checkAnswer(request: FuzzRequest, answer: Answer): Promise<ThreadStreamEvent[]> {
  const {status, text} = answer
  for (const other of OWNERS) {
    if (other !== request.owner && text.includes(secretOf(other)))
      throw new Error(`It tells what is ${secretOf(other)}`)
  }
  if (text.includes(HIDDEN)) throw new Error('It shows a hidden item')
  if (status >= 500) throw new Error(`Status ${status}`)
  if (status >= 400) checkError(request, answer)
  else if (status === 200 && answer.headers.get('content-type')?.startsWith('text/event-stream'))
    return checkStream(request, answer)
  else if (status === 200) checkJson(request, answer)
  else if (status !== 204) throw new Error(`Status ${status}`)
  return []
}

function checkError({method}: FuzzRequest, {status, text}: Answer): void {
  if (method === 'HEAD') return
  const {error, timestamp} = JSON.parse(text) as {error: {type: ErrorCode; message: string}; timestamp: string}
  if (ERROR_STATUS[error.type] !== status) throw new Error(`${error.type} with status ${status}`)
  if (error.message.length < 10 || INTERNAL.test(error.message)) throw new Error(`Message: ${error.message}`)
  if (Number.isNaN(Date.parse(timestamp))) throw new Error(`Timestamp: ${timestamp}`)
}

async function checkStream(request: FuzzRequest, {text, headers, isWhole}: Answer): Promise<ThreadStreamEvent[]> {
  const isRun = headers.has('chatkit-run-id')
  if (isWhole && !(isRun ? /(^|\n\n): end\n$/ : /\n\n$/).test(text))
    throw new Error(`The stream is cut off: ${text.slice(-200)}`)
  const events: ThreadStreamEvent[] = []
  for await (const {data} of decodeSse(new Blob([text]).stream())) {
    const event = safeParseEvent(JSON.parse(data))
    if (!event.success) throw event.error
    events.push(event.data)
  }
  if (isWhole && !isRun && events.length === 0) throw new Error(`${request.operation} answered with no event at all`)
  return events
}

function checkJson({operation}: FuzzRequest, {text}: Answer): void {
  const schema = (schemas.responses as Record<string, Parameters<typeof safeParse>[0]>)[operation]
  if (schema === undefined) throw new Error(`${operation} answered with JSON`)
  const result = safeParse(schema, JSON.parse(text))
  if (!result.success) throw result.error
}
