import type {MessageKey, Translate} from '../i18n/index.ts'
import {isErrorLike, isNamed} from './errors.ts'

/** A request that did not bring what was asked, told so that a reader can act on it. */
export interface Failure {
  /** Fit for a reader. */
  readonly message: string
  /** Whether asking again may help. */
  readonly retryable: boolean
  /** The reader has to change something: their text goes back into the composer. */
  readonly refused: boolean
  readonly status: number | null
  /** The thread holds more than has arrived, so it is to be loaded, rather than the question asked again. */
  readonly reload: boolean
}

/** An HTTP reply other than 2xx. `message` is the server's, when it sent one in `{error: {message}}`. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly readerMessage: string | null
  readonly retryAfter: number | null

  constructor(status: number, readerMessage: string | null, retryAfter: number | null) {
    super(`The ChatKit endpoint answered ${status}${readerMessage ? `: ${readerMessage}` : ''}.`)
    this.status = status
    this.readerMessage = readerMessage
    this.retryAfter = retryAfter
  }
}

/** The body ended although an answer was under way. */
export class CutError extends Error {
  override readonly name = 'CutError'
  constructor() {
    super('The stream ended before the answer was complete.')
  }
}

const UNFIT = [400, 409, 413, 422]
const REFUSED = new Set([...UNFIT, 403, 404, 415])

/** Seconds. Whoever has to wait longer is told so in the server's words, which may speak of days. */
const LONGEST_COUNT = 3600

function describeStatus({status, readerMessage, retryAfter}: HttpError, t: Translate): string {
  // In the reader's language, which a server's words seldom are in.
  if (status === 429 && retryAfter !== null && retryAfter < LONGEST_COUNT) return t('errorBusy', {count: retryAfter})
  if (readerMessage) return readerMessage
  if (status === 429) return t('errorBusySoon')
  if (status === 413) return t('errorTooLong')
  return t(REFUSED.has(status) ? 'errorRefused' : 'errorServer')
}

/** chatkit-transport's error, known by its name because the transport may be another copy of that package, or another package. */
interface TransportLike {
  readonly message: string
  readonly retryable: boolean
  readonly status?: number
  readonly reload?: boolean
}

const isTransportLike = (error: unknown): error is TransportLike =>
  isNamed(error, 'TransportError') && 'retryable' in error && typeof error.retryable === 'boolean'

const networkKey = (): MessageKey => ((globalThis.navigator?.onLine ?? true) ? 'errorUnreachable' : 'errorOffline')

/** Any thrown value as something to show. Unknown errors never reach the reader in their own words. */
export function toFailure(error: unknown, t: Translate): Failure {
  if (isTransportLike(error)) {
    const {message, retryable, status = null, reload = false} = error
    return {message, retryable, refused: !reload && status !== null && UNFIT.includes(status), status, reload}
  }
  if (error instanceof HttpError) {
    const {status} = error
    const refused = UNFIT.includes(status)
    return {message: describeStatus(error, t), retryable: !REFUSED.has(status), refused, status, reload: false}
  }
  const key = error instanceof CutError ? 'errorCut' : networkKey()
  return {message: t(key), retryable: true, refused: false, status: null, reload: false}
}

/** `error` as an Error, for `chatkit.error`. */
export function toError(error: unknown): Error {
  return isErrorLike(error) ? error : new Error(String(error))
}

/** Another answer is being written on the thread. The reply says when to ask again. */
export function isBusy(error: unknown): error is HttpError & {readonly retryAfter: number} {
  return error instanceof HttpError && error.status === 409 && error.retryAfter !== null
}

export function isAbort(error: unknown): boolean {
  return isNamed(error, 'AbortError')
}
