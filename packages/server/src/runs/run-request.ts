import {ChatKitError} from '../errors.ts'

/** A request that asks for a run. */
export interface RunRequest {
  /** The `Idempotency-Key`. */
  id: string
  /** SHA-256 of the request's body, in hex. */
  bodyHash: string
  /** The number of the last event that the client has; 0 if it has none. */
  after: number
}

// A UUID has 36 characters. Short ones would be guessed by nobody but collide with the client's own.
const RUN_ID = /^[\w-]{8,128}$/

/** The id as it is. @throws ChatKitError InvalidRequest */
export function checkRunId(id: string): string {
  if (RUN_ID.test(id)) return id
  throw new ChatKitError(
    'InvalidRequest',
    'Idempotency-Key must be 8 to 128 letters, digits, hyphens or underscores, such as a UUID.',
  )
}

/** Reads a `Last-Event-ID`. Absent and empty are 0: the client has nothing yet. @throws ChatKitError InvalidRequest */
export function parseLastEventId(value: string | null | undefined): number {
  if (value === null || value === undefined || value === '') return 0
  const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN
  if (Number.isSafeInteger(number)) return number
  throw new ChatKitError('InvalidRequest', 'Last-Event-ID must be the id of an event of this answer, a whole number.')
}

/** SHA-256 in hex. */
export async function hashBody(body: string | Uint8Array): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
