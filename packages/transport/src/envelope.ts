import {startsTurn} from './operation.ts'

/** The page a question is asked from. It is data for the server, never trusted by it. */
export interface PageContext {
  /** Path of the page within the site, with `#heading` where known. */
  url: string
  title?: string
  heading?: string
  selection?: string
  version?: string
  locale?: string
  docId?: string
}

export interface Envelope {
  /** `type` of the ChatKit request, or undefined when the body is not an envelope. */
  operation: string | undefined
  /** The bytes to send, now and at every later attempt. */
  body: BodyInit | null
}

/**
 * Reads a request's body and adds the page to `metadata.page` of an operation that starts a turn. Called once a request, so
 * that every attempt sends the same bytes. A body that is not a JSON envelope comes back untouched.
 */
export function prepareEnvelope(body: BodyInit | null, page: PageContext | undefined): Envelope {
  const envelope = typeof body === 'string' ? parseEnvelope(body) : undefined
  if (envelope === undefined) return {operation: undefined, body}
  const operation = envelope['type'] as string
  if (page === undefined || !startsTurn(operation)) return {operation, body}
  const metadata = isRecord(envelope['metadata']) ? envelope['metadata'] : {}
  return {operation, body: JSON.stringify({...envelope, metadata: {...metadata, page}})}
}

/**
 * The body that asks the same question in a thread of its own, for a follow-up whose thread is not there (any more): its
 * session has ended, or it was deleted elsewhere. Undefined for every other request.
 */
export function toNewThread({operation, body}: Envelope): {operation: string; body: string} | undefined {
  if (operation !== 'threads.add_user_message' || typeof body !== 'string') return undefined
  const {params, ...rest} = parseEnvelope(body) ?? {}
  if (!isRecord(params)) return undefined
  const type = 'threads.create'
  return {operation: type, body: JSON.stringify({...rest, type, params: {input: params['input']}})}
}

/** Whether two bodies ask the same thing, wherever the reader was. */
export function isSameQuestion(one: string, other: string): boolean {
  return withoutPage(one) === withoutPage(other)
}

function withoutPage(body: string): string {
  const {metadata = {}, ...rest} = parseEnvelope(body) ?? {}
  return JSON.stringify({...rest, metadata: isRecord(metadata) ? {...metadata, page: undefined} : metadata})
}

/** The thread that a request names; undefined if it starts one. */
export function readThreadId(body: string): string | undefined {
  const params = parseEnvelope(body)?.['params']
  const id = isRecord(params) ? params['thread_id'] : undefined
  return typeof id === 'string' ? id : undefined
}

/** The reader's own words in a request; '' if it has none. */
export function readQuestion(body: string): string {
  const {params} = parseEnvelope(body) ?? {}
  const input = isRecord(params) ? params['input'] : undefined
  const content: unknown = isRecord(input) ? input['content'] : undefined
  if (!Array.isArray(content)) return ''
  return content
    .map((part: unknown) => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .join('')
    .trim()
}

function parseEnvelope(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isRecord(value) && typeof value['type'] === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
