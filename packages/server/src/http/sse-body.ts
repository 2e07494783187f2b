import type {ThreadStreamEvent} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import {EventEncoder} from 'chatkit-protocol/sse'
import {toTextBody} from './text-body.ts'
import type {TextSource} from './text-body.ts'

/** How a stream of events becomes a response's body. */
export interface SseBodyOptions {
  /** Milliseconds of silence after which a comment keeps proxies from cutting the connection. Default 15,000. */
  heartbeatMs?: number
  /** Receives a failure of the stream itself, which its producer could not report. */
  onError: (error: unknown) => void
}

// A producer that never waits would otherwise fill one chunk for ever.
const MAX_CHUNK_CHARS = 64 * 1024

type Step = IteratorResult<ThreadStreamEvent, unknown>

/**
 * The body of a streaming answer. It pulls one event when its reader wants more, so a slow reader slows the producer down and nothing
 * piles up; events that are ready within the same tick go out as one chunk, encoded once. Cancelling it returns the iterator.
 */
export function toSseBody(
  events: AsyncIterator<ThreadStreamEvent, unknown>,
  options: SseBodyOptions,
): ReadableStream<Uint8Array> {
  return toTextBody(new EventText(events), options)
}

class EventText implements TextSource {
  readonly #events: AsyncIterator<ThreadStreamEvent, unknown>
  readonly #encoder = new EventEncoder()
  #waiting: Promise<Step> | undefined
  #failure: {error: unknown} | undefined

  constructor(events: AsyncIterator<ThreadStreamEvent, unknown>) {
    this.#events = events
  }

  async next(): Promise<string | null> {
    if (this.#failure !== undefined) throw this.#failure.error
    const first = await this.#next()
    let text = ''
    const tick = nextTick()
    try {
      for (let step: Step | undefined = first; step !== undefined; step = await tick.before(this.#next())) {
        if (step.done === true) return text === '' ? null : text
        this.#waiting = undefined
        text += this.#encoder.encode(toWire(step.value))
        if (text.length >= MAX_CHUNK_CHARS) break
      }
    } catch (error) {
      if (text === '') throw error
      // What came before goes out first.
      this.#failure = {error}
    }
    return text
  }

  stop(): Promise<unknown> | undefined {
    return this.#events.return?.()
  }

  #next(): Promise<Step> {
    this.#waiting ??= this.#events.next()
    return this.#waiting
  }
}

/** Waits for promises only until the event loop has gone round once. */
function nextTick(): {before: (promise: Promise<Step>) => Promise<Step | undefined>} {
  let over = false
  let giveUp: (() => void) | undefined
  const end = (): void => {
    over = true
    giveUp?.()
  }
  // Timers wait at least a millisecond, so they are the second choice.
  if (typeof setImmediate === 'function') setImmediate(end)
  else setTimeout(end, 0)
  return {
    before: (promise) =>
      new Promise((resolve, reject) => {
        giveUp = () => resolve(undefined)
        promise.then(resolve, reject)
        if (over) giveUp()
      }),
  }
}
