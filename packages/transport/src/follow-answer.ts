import {isTransportError, TransportError} from './errors.ts'
import type {TransportMessages} from './messages.ts'
import {createStitcher, type Stitched} from './stitch.ts'

export interface FollowOptions {
  /** Asks for the rest of a reply that broke off, from the event after `lastId` on. */
  resume: (lastId: string | undefined, cut: {error: TransportError; progressed: boolean}) => Promise<Response>
  messages: TransportMessages
  /** Called with the JSON text of each event. */
  onData?: ((data: string) => void) | undefined
  /** Called once, when there is nothing more to come; `complete` is false if it was left or failed. */
  onEnd: (complete: boolean) => void
  /** Called when whoever reads lets go of the body. */
  onCancel: (reason: unknown) => void
}

type Bytes = Uint8Array<ArrayBuffer>

/**
 * One response for an answer, however many connections it takes. Its body holds whole events only, as a stock server would send
 * them, and is read only as fast as it is consumed.
 */
export function followAnswer(response: Response, options: FollowOptions): Response {
  const {resume, messages, onData, onEnd, onCancel} = options
  const stitcher = createStitcher(onData)
  const encoder = new TextEncoder()
  let reader: ReadableStreamDefaultReader<Bytes> | undefined
  let progressed = false
  let isOver = false

  function connect({body}: Response): void {
    reader = body?.getReader()
    progressed = false
    stitcher.connect()
  }
  connect(response)

  /** The next bytes to pass on; undefined at the end of the answer. */
  async function next(): Promise<Bytes | undefined> {
    while (!isOver) {
      const {text, ended} = await read().catch(reconnect)
      if (ended) finish()
      if (text === '') continue
      progressed = true
      return encoder.encode(text)
    }
    return undefined
  }

  async function read(): Promise<Stitched> {
    const {done = true, value} = (await reader?.read()) ?? {}
    if (done || !value) throw lost(messages)
    return stitcher.push(value)
  }

  async function reconnect(error: unknown): Promise<Stitched> {
    leave()
    connect(await resume(stitcher.lastId, {error: isTransportError(error) ? error : lost(messages, error), progressed}))
    return {text: '', ended: false}
  }

  function finish(): void {
    isOver = true
    leave()
    onEnd(true)
  }

  function leave(): void {
    void reader?.cancel().catch(() => {})
  }

  const body = new ReadableStream<Bytes>(
    {
      async pull(stream) {
        try {
          const bytes = await next()
          if (bytes) stream.enqueue(bytes)
          else stream.close()
        } catch (error) {
          onEnd(false)
          stream.error(error)
        }
      },
      cancel(reason) {
        if (isOver) return
        onEnd(false)
        onCancel(reason)
      },
    },
    {highWaterMark: 0},
  )
  const {status, statusText, headers} = response
  return new Response(body, {status, statusText, headers})
}

function lost({connectionLost}: TransportMessages, cause?: unknown): TransportError {
  return new TransportError({type: 'network', message: connectionLost, retryable: true, cause})
}
