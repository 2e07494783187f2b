import {encodeComment, encodeEvent} from 'chatkit-protocol/sse'

/** Text that becomes ready piece by piece. */
export interface TextSource {
  /** The next piece, or null at the end. Asked again only when it has answered. */
  next(): Promise<string | null>
  /** Nobody reads any more. */
  close(): void | Promise<unknown>
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
const encoder = new TextEncoder()

/**
 * The body of a streaming answer: pulls a piece when its reader wants more, so nothing piles up for a slow one, and fills silence with
 * heartbeats. Whatever goes wrong, it ends with an event that says so, never cut short. Cancelling it closes the source.
 */
export function toTextBody(source: TextSource, options: TextBodyOptions): ReadableStream<Uint8Array> {
  // No queue of its own: with the default of one chunk, the producer would run ahead of its reader.
  return new ReadableStream<Uint8Array>(new TextBody(source, options), {highWaterMark: 0})
}

type Controller = ReadableStreamDefaultController<Uint8Array>

/** A class and no closures, each of which would take up room as long as its answer. */
class TextBody implements UnderlyingDefaultSource<Uint8Array> {
  readonly #source: TextSource
  readonly #options: TextBodyOptions
  #heartbeat: ReturnType<typeof setInterval> | undefined

  constructor(source: TextSource, options: TextBodyOptions) {
    this.#source = source
    this.#options = options
  }

  // Reactions and no async function: this runs for every chunk of every stream.
  pull(controller: Controller): Promise<void> {
    // Not before somebody reads: a body that is dropped unread is never told, and its timer would run for ever.
    this.#heartbeat ??= startHeartbeat(controller, this.#options.heartbeatMs ?? DEFAULT_HEARTBEAT_MS)
    return this.#source.next().then(
      (text) => {
        if (text === null) this.#end(controller, this.#options.tail ?? '')
        else controller.enqueue(encoder.encode(text))
      },
      (error: unknown) => {
        this.#options.onError(error)
        void this.cancel()
        this.#end(controller, FAILURE + (this.#options.tail ?? ''))
      },
    )
  }

  async cancel(): Promise<void> {
    clearInterval(this.#heartbeat)
    try {
      await this.#source.close()
    } catch (error) {
      this.#options.onError(error)
    }
  }

  #end(controller: Controller, rest: string): void {
    clearInterval(this.#heartbeat)
    if (rest !== '') controller.enqueue(encoder.encode(rest))
    controller.close()
  }
}

function startHeartbeat(controller: Controller, everyMs: number): ReturnType<typeof setInterval> {
  const heartbeat = setInterval(() => {
    // Below 0 the last one has not been read yet.
    if (controller.desiredSize === 0) controller.enqueue(encoder.encode(PING))
  }, everyMs)
  // In Node a timer alone must not keep the process alive; in browsers and workers timers are plain numbers.
  if (typeof heartbeat === 'object') heartbeat.unref()
  return heartbeat
}
