import type {ThreadStreamEvent} from 'chatkit-protocol'
import {isHiddenItem, toWire} from 'chatkit-protocol/serialize'
import {encodeEvent} from 'chatkit-protocol/sse'
import {toClientThread} from '../client-thread.ts'
import {NotFoundError} from '../errors.ts'
import type {Store} from '../store.ts'
import type {RunReader} from './run-log.ts'
import type {RunRecord} from './run-record.ts'

const RUN_FAILED: ThreadStreamEvent = {type: 'error', code: 'stream.error', allow_retry: true}

/** What ends the stream of a run that died. Without a number: it was never part of the run. */
export const RUN_FAILED_FRAME = encodeEvent(RUN_FAILED)

/** What a run begins with is the same each time it is told, so its numbers can be relied on. */
const OPENING: Record<string, number> = {'threads.create': 2, 'threads.add_user_message': 1}

/**
 * A run's events made from what the store has, for when its log is gone: the thread, and each item whole. `after` is the number of the
 * last event that the client has. The events that every run begins with are left out if the client has them; of the others it may have
 * some, which does no harm: clients apply items by their id. Rejects with NotFoundError if the thread has been deleted.
 */
export async function replayEvents<Context>(
  run: RunRecord,
  after: number,
  store: Store<Context>,
  context: Context,
): Promise<ThreadStreamEvent[]> {
  const thread = toClientThread(await store.loadThread(run.threadId, context))
  const events: ThreadStreamEvent[] = []
  if (run.operation === 'threads.create') events.push({type: 'thread.created', thread})
  for (const id of run.itemIds) {
    try {
      const item = await store.loadItem(run.threadId, id, context)
      if (!isHiddenItem(item)) events.push({type: 'thread.item.done', item})
    } catch (error) {
      // Deleted since, by a retry for instance.
      if (!(error instanceof NotFoundError)) throw error
    }
  }
  const rest = events.slice(Math.min(after, OPENING[run.operation] ?? 0))
  if (run.state === 'failed') rest.push(RUN_FAILED)
  else if (rest[0]?.type !== 'thread.created') rest.push({type: 'thread.updated', thread})
  return rest
}

/** The frames of events that are all there already, numbered from 1. */
export function toFrames(events: readonly ThreadStreamEvent[]): string {
  return events.map((event, index) => encodeEvent(toWire(event), index + 1)).join('')
}

/** A reader of frames that are all there already. */
export function readerOf(frames: string): RunReader {
  let text = frames
  return {
    async next() {
      const rest = text
      text = ''
      return rest === '' ? null : rest
    },
    close() {
      text = ''
    },
  }
}
