import {encodeComment, encodeEvent} from 'chatkit-protocol/sse'

/** Text that becomes ready piece by piece. */
export interface TextSource {
  /** The next piece, or null at the end. Asked again only when it has answered. */
  next(): Promise<string | null>
  /** Nobody reads any more. */
  stop(): void | Promise<unknown>
}

/** How a source becomes a response's body. */
export interface TextBodyOptions {
  /** Milliseconds of silence after which a comment keeps proxies from cutting the connection. Default 15,000. */
  heartbeatMs?: number
  /** Sent at the end. Default nothing. */
  tail?: string
  /** Receives a failure of the source itself, which its producer could not report. */
  onError: (error: unknown) => void
}

const DEFAULT_HEARTBEAT_MS = 15_000
const PING = encodeComment('ping')
const FAILURE = encodeEvent({type: 'error', code: 'stream.error', allow_retry: true})

/**
 * The body of a streaming answer: pulls a piece when its reader wants more, so nothing piles up for a slow one, and fills silence with
 * heartbeats. Whatever goes wrong, it ends with an event that says so, never cut short. Cancelling it stops the source.
 */
export function toTextBody(
  source: TextSource,
  {heartbeatMs = DEFAULT_HEARTBEAT_MS, tail = '', onError}: TextBodyOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let heartbeat: ReturnType<typeof setInterval> | undefined

  /** Not before somebody reads: a body that is dropped unread is never told, and its timer would run for ever. */
  const startHeartbeat = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    heartbeat = setInterval(() => {
      // Below 0 the last one has not been read yet.
      if (controller.desiredSize === 0) controller.enqueue(encoder.encode(PING))
    }, heartbeatMs)
    // In Node a timer alone must not keep the process alive; in browsers and workers timers are plain numbers.
    if (typeof heartbeat === 'object') heartbeat.unref()
  }

  const end = (controller: ReadableStreamDefaultController<Uint8Array>, rest: string): void => {
    clearInterval(heartbeat)
    if (rest !== '') controller.enqueue(encoder.encode(rest))
    controller.close()
  }

  const stop = async (): Promise<void> => {
    clearInterval(heartbeat)
    try {
      await source.stop()
    } catch (error) {
      onError(error)
    }
  }

  // Callbacks and no async function: this runs for every chunk of every stream.
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    if (heartbeat === undefined) startHeartbeat(controller)
    return source.next().then(
      (text) => {
        if (text === null) end(controller, tail)
        else controller.enqueue(encoder.encode(text))
      },
      (error: unknown) => {
        onError(error)
        void stop()
        end(controller, FAILURE + tail)
      },
    )
  }

  // No queue of its own: with the default of one chunk, the producer would run ahead of its reader.
  return new ReadableStream<Uint8Array>({pull, cancel: stop}, {highWaterMark: 0})
}
