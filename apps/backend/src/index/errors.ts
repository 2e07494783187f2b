/** Why a content index was not taken in. The message is for the owner's log and names what to do next. */
export class IndexError extends Error {
  override readonly name = 'IndexError'
  readonly reason: 'missing' | 'unreadable' | 'invalid'

  constructor(reason: 'missing' | 'unreadable' | 'invalid', message: string, options?: {cause?: unknown}) {
    super(message, options)
    this.reason = reason
  }
}
