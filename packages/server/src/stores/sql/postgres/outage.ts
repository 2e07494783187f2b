import {ChatKitError} from '../../../errors.ts'

/** What a failed query says about the database. */
export interface Outage {
  /** The connection is of no more use. */
  broken: boolean
}

/** Classes and codes of SQLSTATE after which another connection may do better: broken off, shutting down, no longer the primary. */
const BROKEN = /^(?:08|57P0|25006)/
/** Those of a database that is too busy or too full: resources, timeouts, locks, deadlocks. */
const BUSY = /^(?:53|57014|55P03|40001|40P01)/

/** Whether an error of `pg` is the database's trouble rather than the query's, or null. */
export function outageOf(error: unknown): Outage | null {
  // By shape: what the database itself says has a severity. Everything else is about the connection.
  if (typeof error !== 'object' || error === null || !('severity' in error)) return {broken: true}
  const code = 'code' in error ? String(error.code) : ''
  if (BROKEN.test(code)) return {broken: true}
  return BUSY.test(code) ? {broken: false} : null
}

export function databaseUnavailable(cause: unknown): ChatKitError {
  const message = 'Conversations cannot be read or saved right now. Please try again in a moment.'
  return new ChatKitError('Unavailable', message, {retryAfter: 5, cause})
}
