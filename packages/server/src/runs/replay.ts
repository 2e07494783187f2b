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

/**
 * A run's events made from what the store has, for when its log is gone: the thread, and each item whole. Clients apply items by their
 * id, so it does no harm that a client may have some of them. Rejects with NotFoundError if the thread has been deleted.
 */
export async function replayEvents<Context>(
  run: RunRecord,
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
  if (run.operation !== 'threads.create') events.push({type: 'thread.updated', thread})
  if (run.state === 'failed') events.push(RUN_FAILED)
  return events
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
