/** `running` until the turn has ended: as it should (`done`), stopped (`cancelled`), or with an error (`failed`). */
export type RunState = 'running' | 'done' | 'cancelled' | 'failed'

/**
 * What a store remembers of a run, so that the same request sent twice is carried out once. Written in the transaction that stores the
 * user's message, kept for 24 hours, looked up by the caller and the id. Holds no message text.
 */
export interface RunRecord {
  /** The client's `Idempotency-Key`. Unique for one caller only. */
  id: string
  /** Names the run's log: unlike `id` it is unique for all callers and unguessable. */
  logId: string
  /** SHA-256 of the request's body, in hex. */
  bodyHash: string
  /** The operation, e.g. `threads.create`. */
  operation: string
  threadId: string
  state: RunState
  /** What the run stored, in order, the user's message included. Complete once the run has ended. */
  itemIds: string[]
  /** ISO 8601, UTC. */
  createdAt: string
}

/** What {@link Store.claimRun} found. */
export type RunClaim =
  /** The id was free and is now this run's. `cancelled`: somebody asked for it to be stopped before it began. */
  | {claimed: true; cancelled: boolean}
  /** The id belongs to this run already. */
  | {claimed: false; run: RunRecord}
