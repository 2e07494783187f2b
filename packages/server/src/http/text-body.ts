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
  let waiting: Promise<string | null> | undefined
  let wakeForPing: (() => void) | undefined
  let heartbeat: ReturnType<typeof setInterval> | undefined

  /** Not before somebody reads: a body that is dropped unread is never told, and its timer would run for ever. */
  const startHeartbeat = (): void => {
    heartbeat ??= setInterval(() => wakeForPing?.(), heartbeatMs)
    // In Node a timer alone must not keep the process alive; in browsers and workers timers are plain numbers.
    if (typeof heartbeat === 'object') heartbeat.unref()
  }

  const nextOrPing = (): Promise<string | null> =>
    new Promise((resolve, reject) => {
      wakeForPing = () => resolve(PING)
      waiting ??= source.next()
      waiting.then(resolve, reject)
    })

  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    startHeartbeat()
    let text: string | null
    let rest = tail
    try {
      text = await nextOrPing()
    } catch (error) {
      onError(error)
      text = null
      rest = FAILURE + tail
      void stop()
    }
    wakeForPing = undefined
    // After a heartbeat the next pull waits for the same piece.
    if (text !== PING) waiting = undefined
    if (text !== null) {
      controller.enqueue(encoder.encode(text))
      return
    }
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

  // No queue of its own: with the default of one chunk, the producer would run ahead of its reader.
  return new ReadableStream<Uint8Array>({pull, cancel: stop}, {highWaterMark: 0})
}
