/** Where a failure lies, as the reader's choices differ: their connection, our side, or their session. */
export type TransportErrorType = 'network' | 'backend' | 'session' | 'unknown'

export interface TransportErrorInit {
  type: TransportErrorType
  /** A sentence for the reader, without technical detail. */
  message: string
  /** Whether asking again may help. */
  retryable: boolean
  /** HTTP status, when there was a reply. */
  status?: number
  /** Seconds the server asked us to wait. */
  retryAfter?: number
  /** The thread at the server holds more than has arrived: loading it is how to go on, rather than asking again. */
  reload?: boolean
  /** What really happened, for the console. Never shown. */
  cause?: unknown
}

/**
 * The one error that leaves this package. `name` is always `'TransportError'`, so that an element built elsewhere can tell
 * it from others without sharing the class.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly type: TransportErrorType
  readonly retryable: boolean
  readonly status?: number
  readonly retryAfter?: number
  readonly reload?: boolean

  constructor({type, message, retryable, status, retryAfter, reload, cause}: TransportErrorInit) {
    super(message, cause === undefined ? undefined : {cause})
    this.type = type
    this.retryable = retryable
    if (status !== undefined) this.status = status
    if (retryAfter !== undefined) this.retryAfter = retryAfter
    if (reload !== undefined) this.reload = reload
  }
}

/** Whether `error` is a {@link TransportError}, from this copy of the package or another one. */
export function isTransportError(error: unknown): error is TransportError {
  return error instanceof Error && error.name === 'TransportError'
}
