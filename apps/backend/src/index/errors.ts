/** An index that is missing, cannot be read, is not one, is not taken in unless that is forced, or whose engine cannot take it in just now. */
export type IndexProblem = 'missing' | 'unreadable' | 'invalid' | 'refused' | 'unavailable'

/** Why a content index was not taken in or not searched. The message is for the owner's log and names what to do next. */
export class IndexError extends Error {
  override readonly name = 'IndexError'
  readonly reason: IndexProblem

  constructor(reason: IndexProblem, message: string, options?: {cause?: unknown}) {
    super(message, options)
    this.reason = reason
  }
}
