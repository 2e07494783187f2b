/** Where an unexpected failure happened. Never holds message text. */
export interface ErrorInfo {
  /** The request's id, as sent in the `X-Request-Id` response header. */
  requestId?: string
  /** The operation, e.g. `threads.create`, once it is known. */
  operation?: string
  threadId?: string
}

/** Receives unexpected failures, each exactly once. */
export type ReportError = (error: unknown, info: ErrorInfo) => void

/** The default: a failure that nobody hears of is worse than a line on stderr. */
export const reportToConsole: ReportError = (error, info) => {
  // oxlint-disable-next-line no-console -- the only place in this package, and replaced by giving `onError`
  console.error('chatkit-server: unexpected error', info, error)
}

/** A reporter that cannot make things worse: reports are made where nobody is left to catch, and one that throws would end the process. */
export function neverThrow(report: ReportError): ReportError {
  return (error, info) => {
    try {
      report(error, info)
    } catch (reportingError) {
      reportToConsole(error, info)
      reportToConsole(reportingError, info)
    }
  }
}
