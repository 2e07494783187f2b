import type {ThreadStreamEvent} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import {encodeComment, encodeEvent} from 'chatkit-protocol/sse'

/** How a stream of events becomes a response's body. */
export interface SseBodyOptions {
  /** Milliseconds of silence after which a comment keeps proxies from cutting the connection. Default 15,000. */
  heartbeatMs?: number
  /** Receives a failure of the stream itself, which its producer could not report. */
  onError: (error: unknown) => void
}

const DEFAULT_HEARTBEAT_MS = 15_000
const PING = encodeComment('ping')
const FAILURE = encodeEvent({type: 'error', code: 'stream.error', allow_retry: true})
// A producer that never waits would otherwise fill one chunk for ever.
const MAX_CHUNK_CHARS = 64 * 1024

type Step = IteratorResult<ThreadStreamEvent, unknown>

/**
 * The body of a streaming answer. It pulls one event when its reader wants more, so a slow reader slows the producer down and nothing
 * piles up; events that are ready within the same tick go out as one chunk, encoded once. Cancelling it returns the iterator.
 */
export function toSseBody(
  events: AsyncIterator<ThreadStreamEvent, unknown>,
  {heartbeatMs = DEFAULT_HEARTBEAT_MS, onError}: SseBodyOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let waiting: Promise<Step> | undefined
  let wakeForPing: (() => void) | undefined

  let heartbeat: ReturnType<typeof setInterval> | undefined

  /** Not before somebody reads: a body that is dropped unread is never told, and its timer would run for ever. */
  const startHeartbeat = (): void => {
    heartbeat ??= setInterval(() => wakeForPing?.(), heartbeatMs)
    // In Node a timer alone must not keep the process alive; in browsers and workers timers are plain numbers.
    if (typeof heartbeat === 'object') heartbeat.unref()
  }

  const next = (): Promise<Step> => {
    waiting ??= events.next()
    return waiting
  }

  /** The next event, or undefined when it is time for a heartbeat. */
  const nextOrPing = (): Promise<Step | undefined> =>
    new Promise((resolve, reject) => {
      wakeForPing = () => resolve(undefined)
      next().then(resolve, reject)
    })

  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    startHeartbeat()
    let text = ''
    let done = false
    try {
      const first = await nextOrPing()
      wakeForPing = undefined
      if (first === undefined) text = PING
      else {
        const tick = nextTick()
        for (let step: Step | undefined = first; step !== undefined; step = await tick.before(next())) {
          waiting = undefined
          if (step.done === true) {
            done = true
            break
          }
          text += encodeEvent(toWire(step.value))
          if (text.length >= MAX_CHUNK_CHARS) break
        }
      }
    } catch (error) {
      // Whatever went wrong, the stream ends with an event that says so, never cut short.
      onError(error)
      text += FAILURE
      done = true
      void stop()
    }
    if (text !== '') controller.enqueue(encoder.encode(text))
    if (done) {
      clearInterval(heartbeat)
      controller.close()
    }
  }

  const stop = async (): Promise<void> => {
    clearInterval(heartbeat)
    try {
      await events.return?.()
    } catch (error) {
      onError(error)
    }
  }

  // No queue of its own: with the default of one chunk, the producer would run ahead of its reader.
  return new ReadableStream<Uint8Array>({pull, cancel: stop}, {highWaterMark: 0})
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
