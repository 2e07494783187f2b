import {isExpired, isNearExpiry, type Session} from './session.ts'
import type {Slot} from './slot.ts'

export interface SessionKeeper {
  /** The session to use now, creating or renewing it when needed. All callers share one request. */
  ensure(): Promise<Session>
  /** A session other than the one whose secret was refused. All callers share one request. */
  replace(refusedSecret: string): Promise<Session>
}

export interface SessionKeeperOptions {
  /** Where the session outlives a reload. */
  slot: Slot<Session>
  /** Gets a session, renewing `existing` if there is one. Rejects with a TransportError. */
  obtain: (existing: Session | undefined) => Promise<Session>
  onSession?: ((session: Session) => void) | undefined
}

/** Keeps one session, so that however many requests wait for it there is one in flight. */
export function createSessionKeeper({slot, obtain, onSession}: SessionKeeperOptions): SessionKeeper {
  let current = slot.read()
  let pending: Promise<Session> | undefined

  async function load(): Promise<Session> {
    try {
      const session = await obtain(current)
      current = session
      slot.write(session)
      onSession?.(session)
      return session
    } finally {
      pending = undefined
    }
  }

  return {
    async ensure() {
      const now = Date.now()
      if (current === undefined) return (pending ??= load())
      if (!isNearExpiry(current, now)) return current
      const kept = current
      try {
        return await (pending ??= load())
      } catch (error) {
        // Renewing early is a courtesy: while the old secret still holds, its failure is nobody's concern.
        if (isExpired(kept, Date.now())) throw error
        return kept
      }
    },
    async replace(refusedSecret) {
      if (current !== undefined && current.clientSecret !== refusedSecret) return current
      return (pending ??= load())
    },
  }
}
