import {ModelBehaviorError} from '@openai/agents'
import {APIConnectionError} from 'openai'

/** Milliseconds after which a server's own wish to be left alone is not followed any further. */
const MAX_RETRY_AFTER = 10 * 60_000

const MISSED = {
  first_token: 'The model did not begin to reply.',
  stall: 'The model fell silent in the middle of its reply.',
  total: 'The time for the whole answer is over.',
} as const

/** A model that has not said anything in time, or nothing more. */
export class ModelTimeout extends Error {
  override readonly name = 'ModelTimeout'
  readonly missed: 'first_token' | 'stall' | 'total'
  /** For the log. */
  readonly code: string

  constructor(missed: ModelTimeout['missed']) {
    super(MISSED[missed])
    this.missed = missed
    this.code = `${missed}_timeout`
  }
}

/** A reply that came to its end without a word and without a call. */
export class EmptyReply extends Error {
  override readonly name = 'EmptyReply'
}

/** No model of the chain could begin a reply. Nothing of it was shown. */
export class ModelsUnavailable extends Error {
  override readonly name = 'ModelsUnavailable'
}

/** A model failed after it had begun: another one cannot go on where it stopped. */
export class ModelBrokeOff extends Error {
  override readonly name = 'ModelBrokeOff'
}

/** Whether it is about this request alone, so that the next reader's may be answered: the server refuses it, or its reply is cut short. */
export function isRequestFault(error: unknown): boolean {
  const status = statusOf(error)
  return status === 400 || status === 413 || status === 422 || isCutShort(error) || isOutOfTime(error)
}

/** The turn has had its time, whichever model it was that used it up. */
function isOutOfTime(error: unknown): boolean {
  return error instanceof ModelTimeout && error.missed === 'total'
}

/** A reply that reached a limit or a filter. The SDK tells that of a Responses server by its message alone. */
function isCutShort(error: unknown): boolean {
  const code = readField(error, 'code')
  if (code === 'length' || code === 'content_filter') return true
  return error instanceof ModelBehaviorError && error.message.includes('"response.incomplete"')
}

/** Whether the same request may be answered a moment later: the server was busy, broken, or the connection was. */
export function isPassing(error: unknown): boolean {
  const status = statusOf(error)
  if (status !== undefined) return status === 408 || status === 409 || status === 429 || status >= 500
  return error instanceof APIConnectionError
}

/** Milliseconds that the server asks to be left alone for, at most ten minutes; undefined when it does not say. */
export function retryAfterOf(error: unknown, now = Date.now()): number | undefined {
  const exact = Number(headerOf(error, 'retry-after-ms') ?? NaN)
  const value = headerOf(error, 'retry-after') ?? ''
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now
  const wished = Number.isFinite(exact) ? exact : seconds
  return Number.isFinite(wished) ? Math.min(Math.max(0, wished), MAX_RETRY_AFTER) : undefined
}

function statusOf(error: unknown): number | undefined {
  const status = readField(error, 'status')
  return typeof status === 'number' ? status : undefined
}

function headerOf(error: unknown, name: string): string | null {
  const headers = readField(error, 'headers')
  return headers instanceof Headers ? headers.get(name) : null
}

function readField(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined
}
