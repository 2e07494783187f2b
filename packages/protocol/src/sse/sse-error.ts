/** `buffer_exceeded`: the peer sent one message that is too large. `invalid_field`: an id or comment that SSE cannot carry. */
export type SseErrorCode = 'buffer_exceeded' | 'invalid_field'

/** Something that cannot be read or written as server-sent events. */
export class SseError extends Error {
  override readonly name = 'SseError'
  readonly code: SseErrorCode

  constructor(code: SseErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
