import type {ThreadStreamEvent} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import {EventEncoder} from 'chatkit-protocol/sse'
import {CustomStreamError} from '../errors.ts'
import type {CancellableStream} from '../pipeline/cancellable.ts'
import {nextTick} from '../next-tick.ts'
import type {RunLogWriter} from './run-log.ts'
import type {RunState} from './run-record.ts'

/** A turn that is to be written down. */
export interface RunInput {
  events: CancellableStream<ThreadStreamEvent>
  writer: RunLogWriter
  /** The turn's own: aborting it stops the run. */
  controller: AbortController
  /** Characters that the log may grow to. */
  maxChars: number
  report: (error: unknown) => void
}

/** What became of a run. */
export interface RunOutcome {
  state: RunState
  /** What it stored, in order. */
  itemIds: string[]
  /** Whether all of it is in the log. */
  logged: boolean
}

// A hook that never waits would keep everything else in the process from running.
const EVENTS_PER_TICK = 64

/**
 * Carries a run out: takes every event as soon as it is there, whoever reads, and writes it into the log, serialised once. Never rejects.
 * A log that fails is given up: the answer is then only in the store.
 */
export async function writeRun({events, writer, controller, maxChars, report}: RunInput): Promise<RunOutcome> {
  const encoder = new EventEncoder()
  const items = new Set<string>()
  let failed = false
  let logged = true
  let chars = 0
  try {
    for (let number = 1; ; number++) {
      const step = await events.next()
      if (step.done === true) break
      const event = step.value
      if (event.type === 'error') failed = true
      if (event.type === 'thread.item.done' || event.type === 'thread.item.replaced') items.add(event.item.id)
      if (event.type === 'thread.item.removed') items.delete(event.item_id)
      if (logged) {
        const frame = encoder.encode(toWire(event), number)
        chars += frame.length
        try {
          const full = writer.append(frame)
          if (full instanceof Promise) await full
        } catch (error) {
          logged = false
          report(error)
        }
      }
      if (chars > maxChars) controller.abort(new CustomStreamError('This answer became too long and was stopped.'))
      // What a turn begins with goes out before the hook is asked, whose first step may take long.
      if (event.type === 'stream_options' || number % EVENTS_PER_TICK === 0) await nextTick()
    }
  } catch (error) {
    failed = true
    report(error)
  }
  const state = failed ? 'failed' : controller.signal.aborted ? 'cancelled' : 'done'
  return {state, itemIds: [...items], logged}
}
