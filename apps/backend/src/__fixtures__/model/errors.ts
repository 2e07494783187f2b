import type {Dialect, WireEvent} from './dialects.ts'
import type {PlainReply} from './play.ts'

/** In every answer of a server that failed, and in nothing that leaves the backend. */
export const UPSTREAM_SECRET = 'sk-secret upstream detail'

export function toErrorEvent(dialect: Dialect): WireEvent {
  const error = {message: UPSTREAM_SECRET, type: 'InternalServerError', code: 500}
  return dialect === 'responses'
    ? {type: 'error', code: 'server_error', message: UPSTREAM_SECRET, param: null}
    : {error}
}

/** A refused request, as OpenAI words it. */
export function toRefusal(status: number, headers: Record<string, string> = {}): PlainReply {
  return {status, headers, body: JSON.stringify({error: {message: UPSTREAM_SECRET, type: 'x', code: 'x'}})}
}

export function toPage(status: number): PlainReply {
  return {
    status,
    headers: {'content-type': 'text/html'},
    body: `<html><body><h1>${status}</h1>${UPSTREAM_SECRET}</body></html>`,
  }
}
