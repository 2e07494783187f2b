import type {ThreadStreamEvent} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import {EventEncoder} from 'chatkit-protocol/sse'
import {nextTick} from '../next-tick.ts'
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

/**
 * Encodes events as they come, and hands over together what came within one tick. Callbacks and no async function, for this runs for
 * every delta of every stream. It is at most one event ahead of its reader.
 */
class EventText implements TextSource {
  readonly #events: AsyncIterator<ThreadStreamEvent, unknown>
  readonly #encoder = new EventEncoder()
  #text = ''
  #ended = false
  /** What the events ended with, if they failed. */
  #failure: {error: unknown} | undefined
  #isPulling = false
  #isGathering = false
  #reader: {resolve: (text: string | null) => void; reject: (error: unknown) => void} | undefined

  constructor(events: AsyncIterator<ThreadStreamEvent, unknown>) {
    this.#events = events
  }

  next(): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.#reader = {resolve, reject}
      this.#fill()
    })
  }

  close(): Promise<unknown> | undefined {
    return this.#events.return?.()
  }

  #fill(): void {
    if (this.#ended || this.#text.length >= MAX_CHUNK_CHARS) {
      this.#hand()
      return
    }
    if (this.#text !== '' && !this.#isGathering) {
      this.#isGathering = true
      void nextTick().then(this.#onTick)
    }
    if (this.#isPulling) return
    this.#isPulling = true
    this.#events.next().then(this.#onStep, this.#onFailure)
  }

  #hand(): void {
    const reader = this.#reader
    if (reader === undefined) return
    if (this.#text !== '') {
      // What came before a failure goes out first.
      reader.resolve(this.#text)
      this.#text = ''
    } else if (!this.#ended) return
    else if (this.#failure === undefined) reader.resolve(null)
    else reader.reject(this.#failure.error)
    this.#reader = undefined
  }

  readonly #onTick = (): void => {
    this.#isGathering = false
    this.#hand()
  }

  readonly #onStep = (step: IteratorResult<ThreadStreamEvent, unknown>): void => {
    this.#isPulling = false
    try {
      if (step.done === true) this.#ended = true
      else this.#text += this.#encoder.encode(toWire(step.value))
    } catch (error) {
      this.#onFailure(error)
      return
    }
    if (this.#reader !== undefined) this.#fill()
  }

  readonly #onFailure = (error: unknown): void => {
    this.#isPulling = false
    this.#ended = true
    this.#failure = {error}
    this.#hand()
  }
}
