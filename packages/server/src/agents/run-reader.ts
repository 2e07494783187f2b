import {isRecord} from './read.ts'
import type {AgentRun, RunEvent} from './run-event.ts'

/** The events of a run, and a way to leave it at any time. */
export interface AgentRunReader {
  next(): Promise<RunEvent | null>
  /** Ends the run, and with it the request to the model. Never rejects. */
  cancel(): Promise<void>
  /** Whether the run was ended before its end, by `cancel()` or by the signal it was given. */
  readonly cancelled: boolean
}

/**
 * Reads a run through its stream where it has one, as the SDK's have. The iterator of a stream finishes the read that is under way before
 * it returns, which can be as long as the model is silent; a reader is cancelled at once.
 */
export function readAgentRun(run: AgentRun): AgentRunReader {
  let left = false
  const stream = run.toStream?.()
  const {next, cancel} = isStream(stream) ? fromStream(stream) : fromIterable(run)
  return {
    next,
    async cancel() {
      left = true
      await cancel()
    },
    get cancelled() {
      return left || (isRecord(run) && run['cancelled'] === true)
    },
  }
}

type Source = Pick<AgentRunReader, 'next' | 'cancel'>

// The SDK's types leave the reader out. By shape, because the class may be that of another realm or a polyfill.
function isStream(value: unknown): value is ReadableStream<RunEvent> {
  return isRecord(value) && typeof value['getReader'] === 'function'
}

function fromStream(stream: ReadableStream<RunEvent>): Source {
  const reader = stream.getReader()
  return {
    async next() {
      const {done, value} = await reader.read()
      return done ? null : value
    },
    async cancel() {
      // A run that has failed answers with its failure again, which has been thrown before.
      await reader.cancel().catch(() => {})
    },
  }
}

function fromIterable(events: AsyncIterable<RunEvent>): Source {
  const iterator = events[Symbol.asyncIterator]()
  return {
    async next() {
      const {done, value} = await iterator.next()
      return done === true ? null : value
    },
    cancel() {
      // Not awaited: it may wait for the event that is under way.
      iterator.return?.().catch(() => {})
      return Promise.resolve()
    },
  }
}
