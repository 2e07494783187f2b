/** `invalid_json`: not UTF-8 or not JSON. `invalid_request`: JSON, but not what the protocol says. `invalid_value`: the same for anything but a request. */
export type ProtocolErrorCode = 'invalid_json' | 'invalid_request' | 'invalid_value'

/** One thing that is wrong. */
export interface ProtocolIssue {
  /** Where, such as `params.input.content[0].text`; empty for the value as a whole. */
  path: string
  /** What, such as `must be a string`. Reads on after the path. */
  message: string
}

/** Something that is not what the protocol says. `message` is fit for the reader of an API reply: it holds no part of the value but names of keys. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly code: ProtocolErrorCode
  readonly issues: readonly ProtocolIssue[]

  constructor(code: ProtocolErrorCode, message: string, issues: readonly ProtocolIssue[] = []) {
    super(message)
    this.code = code
    this.issues = issues
  }
}
