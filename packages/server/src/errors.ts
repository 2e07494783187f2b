/**
 * The closed list of error types a response may carry outside a stream, each with its HTTP status. Clients choose what to say and
 * whether to retry by the type, so the list only ever grows on purpose.
 */
export const ERROR_STATUS = {
  InvalidRequest: 400,
  Unauthorized: 401,
  SessionExpired: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  Conflict: 409,
  TooLarge: 413,
  UnsupportedMediaType: 415,
  RateLimited: 429,
  ConfigurationError: 501,
  ChatKitError: 502,
  SessionCreationError: 503,
  Unavailable: 503,
} as const

/** One of the closed list of error types. */
export type ErrorCode = keyof typeof ERROR_STATUS

/** Options of {@link ChatKitError}. */
export interface ChatKitErrorOptions {
  /** Seconds after which a retry makes sense; becomes the `Retry-After` header. Default: none. */
  retryAfter?: number
  /** What really happened, for the log only. It never leaves the server. */
  cause?: unknown
}

/**
 * An error whose `message` a reader may see.
 *
 * Throw one from a hook, a store or the `context` function to answer with its status and text. Anything else that is thrown becomes
 * `Unavailable` with a general sentence, and only the log learns the details (as `cause`).
 */
export class ChatKitError extends Error {
  override name = 'ChatKitError'
  /** Which kind of failure this is. */
  readonly code: ErrorCode
  /** The HTTP status that goes with the code. */
  readonly status: number
  /** Seconds to wait before trying again, if that is known. */
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, message: string, options: ChatKitErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause})
    this.code = code
    this.status = ERROR_STATUS[code]
    this.retryAfter = options.retryAfter
  }

  /**
   * Turns whatever was thrown into a ChatKitError. A ChatKitError stays itself; a `ProtocolError` of chatkit-protocol becomes
   * `InvalidRequest`; everything else becomes `Unavailable` with the original as `cause`.
   */
  static from(error: unknown): ChatKitError {
    if (error instanceof ChatKitError) return error
    if (error instanceof CustomStreamError) return new ChatKitError('ChatKitError', error.message, {cause: error})
    // By name, not by class: importing the validator here would pull its schemas into every program that only needs an error type.
    if (error instanceof Error && error.name === 'ProtocolError') {
      return new ChatKitError('InvalidRequest', error.message, {cause: error})
    }
    return new ChatKitError('Unavailable', 'Something went wrong on our side. Please try again.', {cause: error})
  }
}

/** A record is not there, or belongs to someone else: the two are never told apart. */
export class NotFoundError extends ChatKitError {
  override name = 'NotFoundError'

  constructor(message: string, options: ChatKitErrorOptions = {}) {
    super('NotFound', message, options)
  }
}

/**
 * Ends a turn with the client's built-in error text: `error {code, allow_retry}` without a message.
 * Source: openai-chatkit 1.6.5, errors.py.
 */
export class StreamError extends Error {
  override name = 'StreamError'
  readonly code: 'stream.error'
  /** Whether the client offers Retry. Default true. */
  readonly allowRetry: boolean

  constructor(
    code: 'stream.error' = 'stream.error',
    {allowRetry = true, cause}: {allowRetry?: boolean; cause?: unknown} = {},
  ) {
    super(code, cause === undefined ? undefined : {cause})
    this.code = code
    this.allowRetry = allowRetry
  }
}

/**
 * Ends a turn with a message of the app's own, which the reader sees: `error {code: "custom", message, allow_retry}`.
 * Source: openai-chatkit 1.6.5, errors.py.
 */
export class CustomStreamError extends Error {
  override name = 'CustomStreamError'
  /** Whether the client offers Retry. Default false. */
  readonly allowRetry: boolean

  constructor(message: string, {allowRetry = false, cause}: {allowRetry?: boolean; cause?: unknown} = {}) {
    super(message, cause === undefined ? undefined : {cause})
    this.allowRetry = allowRetry
  }
}
