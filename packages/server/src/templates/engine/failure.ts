import {WidgetTemplateError} from '../template-error.ts'

/** What stops a template while it runs. Without a line it gets that of the expression in which it happens. */
export class Failure extends Error {
  override name = 'Failure'
  readonly code: 'undefined' | 'runtime' | 'limit'
  readonly line: number | undefined

  constructor(code: 'undefined' | 'runtime' | 'limit', message: string, line?: number) {
    super(message)
    this.code = code
    this.line = line
  }
}

/** Makes a failure. */
export function fail(code: 'undefined' | 'runtime' | 'limit', message: string, line?: number): Failure {
  return new Failure(code, message, line)
}

/** A failure as callers see it; anything else stays what it is. */
export function toTemplateError(error: unknown, line: number): unknown {
  if (!(error instanceof Failure)) return error
  return new WidgetTemplateError(error.code, error.message, {line: error.line ?? line})
}
