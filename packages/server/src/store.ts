import type {Attachment, Page, ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import type {IdKind} from './ids.ts'
import type {RunClaim, RunRecord} from './runs/run-record.ts'

/** `asc` = oldest first, `desc` = newest first. */
export type SortOrder = 'asc' | 'desc'

/** Which part of a list to load. */
export interface PageQuery {
  /** At most this many records, 1 to 100. The server has clamped it already. */
  limit: number
  /** The id of the last record of the page before, exclusive, in the order asked for. `null` = from the beginning. */
  after: string | null
  order: SortOrder
}

/** The kinds of id a store makes for things inside a thread. */
export type ItemIdKind = Exclude<IdKind, 'thread' | 'attachment' | 'run'>

/**
 * Where threads, items and attachment records are kept.
 *
 * Rules for every method:
 * - `context` is whatever the app made for this request; it is how a store knows whose records it may touch. Someone else's id must
 *   answer exactly like one that does not exist.
 * - Records that are returned are fresh copies: the caller may change them. Records that are given must not be kept by reference.
 * - Missing records reject with {@link NotFoundError}; deletes are idempotent and never reject for a missing record.
 *
 * `chatkit-server/testing` has the conformance suite that checks all of this for a store of your own.
 * Source: openai-chatkit 1.6.5, store.py; differences are listed in PROTOCOL.md.
 */
export interface Store<Context> {
  /** A new thread's id. Must be unguessable and unique. */
  generateThreadId(context: Context): string

  /** A new item's id. Must be unique within the thread. */
  generateItemId(kind: ItemIdKind, thread: ThreadMetadata, context: Context): string

  /** The thread, without items. Rejects with NotFoundError. */
  loadThread(threadId: string, context: Context): Promise<ThreadMetadata>

  /** Inserts or overwrites a thread. */
  saveThread(thread: ThreadMetadata, context: Context): Promise<void>

  /** The caller's threads by time of creation, ties broken by id. An unknown `after` rejects with NotFoundError. */
  loadThreads(query: PageQuery, context: Context): Promise<Page<ThreadMetadata>>

  /** Deletes a thread and its items. Idempotent. */
  deleteThread(threadId: string, context: Context): Promise<void>

  /**
   * A thread's items in the order in which they were first added. A missing thread gives an empty page; an unknown `after` rejects
   * with NotFoundError.
   */
  loadThreadItems(threadId: string, query: PageQuery, context: Context): Promise<Page<ThreadItem>>

  /**
   * Adds an item at the end, or overwrites the one with the same id, which then keeps its place. Rejects with NotFoundError if the
   * thread is missing: an answer that finishes after its thread was deleted must not bring half of it back.
   */
  addThreadItem(threadId: string, item: ThreadItem, context: Context): Promise<void>

  /** The same as `addThreadItem`; the reference keeps two names and so do we. */
  saveItem(threadId: string, item: ThreadItem, context: Context): Promise<void>

  /** One item. Rejects with NotFoundError. */
  loadItem(threadId: string, itemId: string, context: Context): Promise<ThreadItem>

  /** Deletes one item. Idempotent. */
  deleteThreadItem(threadId: string, itemId: string, context: Context): Promise<void>

  /** Inserts or overwrites an attachment's record (not its bytes). */
  saveAttachment(attachment: Attachment, context: Context): Promise<void>

  /** One attachment's record. Rejects with NotFoundError. */
  loadAttachment(attachmentId: string, context: Context): Promise<Attachment>

  /** Deletes an attachment's record. Idempotent. */
  deleteAttachment(attachmentId: string, context: Context): Promise<void>

  /**
   * Runs `work` with a store whose changes take effect together, or not at all if it rejects. `work` must use only the store it is given:
   * another one may have to wait for this to end. Inside a transaction it simply runs `work`. In the stores of this package the inner
   * store inherits from the outer one: methods that a subclass overrides hold there, too; its own state must not be in `#private` fields.
   */
  transaction<Result>(context: Context, work: (store: Store<Context>) => Promise<Result>): Promise<Result>

  /**
   * Takes a run's id for this run, unless the caller has a run of that id already. Of two claims at the same time one must win, in
   * whatever processes they happen.
   */
  claimRun(run: RunRecord, context: Context): Promise<RunClaim>

  /** One run of the caller's, or null. */
  loadRun(runId: string, context: Context): Promise<RunRecord | null>

  /** Overwrites a run that was claimed. Does nothing if there is none of its id. */
  saveRun(run: RunRecord, context: Context): Promise<void>

  /**
   * Notes that a run is to be stopped. Resolves with the run, or with null if there is none of this id: the note is kept then, and
   * `claimRun` answers with `cancelled` once the run's request arrives.
   */
  requestRunCancel(runId: string, context: Context): Promise<RunRecord | null>

  /** The newest run on a thread whose state is `running`, or null. Whether it is alive only its log knows. */
  loadRunningRun(threadId: string, context: Context): Promise<RunRecord | null>

  /** Forgets all runs, of every caller, that were claimed or cancelled before a time (ISO 8601). */
  deleteRunsBefore(time: string): Promise<void>
}
