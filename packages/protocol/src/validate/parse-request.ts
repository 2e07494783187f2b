import type {ChatKitRequest} from '../types/requests.ts'
import {check} from './check.ts'
import {findJsonProblem} from './json-problem.ts'
import {ProtocolError} from './protocol-error.ts'
import {request} from './schemas/requests.ts'

/**
 * Reads a request's body: JSON text, its UTF-8 bytes, or a value that was parsed before.
 *
 * Unknown keys are dropped, as by openai-chatkit 1.6.5. So that every store can keep what comes out, NUL characters are removed from strings, lone
 * surrogates become U+FFFD, and keys named `__proto__` are dropped. Unlike the reference, an action without a `type` is refused.
 *
 * @throws {ProtocolError} `invalid_json` or `invalid_request`, and nothing else.
 */
export function parseRequest(body: unknown): ChatKitRequest {
  const result = check(request, readBody(body), 'invalid_request', 'The request')
  if (!result.success) throw result.error
  return result.data
}

function readBody(body: unknown): unknown {
  if (typeof body === 'string') return readText(body)
  if (body instanceof Uint8Array) return readText(readBytes(body))
  return body
}

function readBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw new ProtocolError('invalid_json', 'The request body is not valid UTF-8.')
  }
}

function readText(text: string): unknown {
  // A byte order mark is not JSON, but some tools write one.
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  try {
    return JSON.parse(json)
  } catch {
    throw new ProtocolError('invalid_json', describeProblem(json))
  }
}

function describeProblem(text: string): string {
  if (text.trim() === '') return 'The request body is empty. Send a JSON object with "type" and "params".'
  const problem = findJsonProblem(text)
  if (!problem) return 'The request body is not valid JSON.'
  return `The request body is not valid JSON: expected ${problem.expected} at line ${problem.line}, column ${problem.column}.`
}
