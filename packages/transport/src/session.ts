/** An anonymous reader's session with the backend. */
export interface Session {
  clientSecret: string
  /** Stays the same over renewals. Absent when the host supplies bare secrets. */
  sessionId?: string
  /** Epoch milliseconds. Absent when unknown; then only a 401 tells. */
  expiresAt?: number
  /** Extensions of the protocol that the server has announced. Nothing that is not listed here is ever sent. */
  capabilities: string[]
}

/** What the session endpoint answers. */
export interface SessionReply {
  client_secret: string
  session_id?: string
  /** ISO 8601, or epoch seconds. */
  expires_at?: string | number
  capabilities?: string[]
}

/**
 * A way to a session of the host's own; `existing` is the secret that was refused, or null at first. With the session endpoint's whole
 * reply instead of the secret alone the transport knows the session's end, so that it renews in time, and what the server can do beyond
 * the protocol: only then are answers resumed after a broken connection.
 */
export type GetClientSecret = (existing: string | null) => Promise<string | SessionReply>

/**
 * What a server may announce beyond the protocol: `idempotency`: it recognises a turn that it gets twice by its key. `resume`: a turn
 * with a key goes on where its connection broke off. `cancel`: it is stopped by DELETE. `attach`: it can be followed by GET.
 */
export type Capability = 'idempotency' | 'resume' | 'cancel' | 'attach'

/** Whether the server has announced an extension. */
export function can(session: Session, capability: Capability): boolean {
  return session.capabilities.includes(capability)
}

/** A secret this close to its end (ms) is renewed before it is used. */
export const RENEW_BEFORE = 60_000

/** Whether `session` should be renewed before the next request. */
export function isNearExpiry(session: Session, now: number): boolean {
  return session.expiresAt !== undefined && session.expiresAt - now < RENEW_BEFORE
}

/** Whether `session` is past its end, as far as this machine's clock can tell. */
export function isExpired(session: Session, now: number): boolean {
  return session.expiresAt !== undefined && session.expiresAt <= now
}

/**
 * Reads the reply of the session endpoint, `{client_secret, session_id?, expires_at?, capabilities?}`; undefined when it is
 * none. `expires_at` is ISO 8601 or epoch seconds, by the server's clock: a session that would be near its end on arrival
 * shows that the two clocks disagree, so its expiry counts as unknown rather than causing a renewal before every request.
 */
export function readSessionReply(value: unknown, now: number): Session | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const {client_secret, session_id, expires_at, capabilities} = value as Record<string, unknown>
  if (typeof client_secret !== 'string' || client_secret === '') return undefined
  const session: Session = {clientSecret: client_secret, capabilities: readStrings(capabilities)}
  if (typeof session_id === 'string') session.sessionId = session_id
  const expiresAt = readTime(expires_at)
  return withExpiry(session, expiresAt, now)
}

/** Reads a session as it was kept by {@link Session} itself; undefined when it is none. */
export function readKeptSession(value: unknown): Session | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const {clientSecret, sessionId, expiresAt, capabilities} = value as Record<string, unknown>
  if (typeof clientSecret !== 'string' || clientSecret === '') return undefined
  const session: Session = {clientSecret, capabilities: readStrings(capabilities)}
  if (typeof sessionId === 'string') session.sessionId = sessionId
  if (typeof expiresAt === 'number') session.expiresAt = expiresAt
  return session
}

function withExpiry(session: Session, expiresAt: number | undefined, now: number): Session {
  if (expiresAt === undefined || isNearExpiry({...session, expiresAt}, now)) return session
  return {...session, expiresAt}
}

function readTime(value: unknown): number | undefined {
  const time = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

function readStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
