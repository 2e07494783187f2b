import {NotFoundError} from '../errors.ts'
import type {Store} from '../store.ts'
import type {ByteStore} from './byte-store.ts'

/** Options of a sweep. */
export interface SweepOptions {
  /**
   * Milliseconds for which a file may wait for its message. Younger ones are left alone, whatever their state. Default 86,400,000 (a
   * day).
   */
  unusedAfterMs?: number
  /** Stops the sweep between two files. */
  signal?: AbortSignal
}

/** What a sweep did. */
export interface SweepResult {
  /** Files that were old enough to be looked at. */
  checked: number
  deleted: number
  /** Why files could not be judged or deleted; the next sweep tries again. */
  failures: {attachmentId: string; error: unknown}[]
}

/** What a sweep works on. */
interface Places<Context> {
  store: Store<Context>
  bytes: ByteStore
  contextOf: (subject: string) => Context
}

const DAY_MS = 86_400_000

/** See `Attachments.sweep`. It starts from the bytes, whose labels say whose they are: a store of records cannot be listed. */
export async function sweepAttachments<Context>(
  places: Places<Context>,
  {unusedAfterMs = DAY_MS, signal}: SweepOptions,
): Promise<SweepResult> {
  const before = new Date(Date.now() - unusedAfterMs)
  const result: SweepResult = {checked: 0, deleted: 0, failures: []}
  await places.bytes.deleteUnfinished(before)
  for await (const {key, storedAt} of places.bytes.list()) {
    if (signal?.aborted) break
    if (storedAt >= before) continue
    result.checked++
    try {
      if (await sweepOne(places, key)) result.deleted++
    } catch (error) {
      result.failures.push({attachmentId: key, error})
    }
  }
  return result
}

async function sweepOne<Context>({store, bytes, contextOf}: Places<Context>, id: string): Promise<boolean> {
  const subject = (await bytes.head(id))?.labels['subject']
  // Not one of ours, or gone already.
  if (subject === undefined) return false
  const context = contextOf(subject)
  // The record goes first. If the bytes cannot be deleted then, they are found without a record next time.
  const unreachable = await store.transaction(context, async (inside) => {
    const attachment = await orNull(inside.loadAttachment(id, context))
    if (attachment === null) return true
    const {thread_id: threadId} = attachment
    if (threadId !== undefined && (await orNull(inside.loadThread(threadId, context))) !== null) return false
    await inside.deleteAttachment(id, context)
    return true
  })
  if (unreachable) await bytes.delete(id)
  return unreachable
}

async function orNull<Found>(loading: Promise<Found>): Promise<Found | null> {
  try {
    return await loading
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}
