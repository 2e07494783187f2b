import type {ChatKitError, ErrorCode} from '../errors.ts'

/** The body of every error outside a stream. */
export interface ErrorBody {
  error: {type: ErrorCode; message: string}
  /** ISO 8601, UTC. */
  timestamp: string
}

/** Makes the response for an error: its status, its reader's message, `Retry-After` if it has one, and nothing of its cause. */
export function errorResponse(error: ChatKitError, headers: Record<string, string> = {}): Response {
  const body: ErrorBody = {
    error: {type: error.code, message: error.message},
    timestamp: new Date().toISOString(),
  }
  const retryAfter: Record<string, string> =
    error.retryAfter === undefined ? {} : {'retry-after': String(Math.max(1, Math.ceil(error.retryAfter)))}
  return Response.json(body, {status: error.status, headers: {'cache-control': 'no-store', ...headers, ...retryAfter}})
}
