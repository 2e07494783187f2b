import {TransportError} from './errors.ts'
import type {TransportMessages} from './messages.ts'

export interface WatchOptions {
  /** Milliseconds without a byte after which the body errors. Heartbeat comments count as bytes. */
  silence: number
  /** Ends the request behind the response. */
  controller: AbortController
  messages: TransportMessages
  /** Called once, when the body has ended in any way. */
  onEnd: () => void
}

/**
 * The same response with a body that errors with a TransportError when the connection is cut or falls silent. It is read
 * only as fast as it is consumed, and the silence is counted only while somebody waits for bytes.
 */
export function watchBody(response: Response, {silence, controller, messages, onEnd}: WatchOptions): Response {
  if (!response.body) {
    onEnd()
    return response
  }
  const reader = response.body.getReader()
  const lost = (cause?: unknown) =>
    new TransportError({type: 'network', message: messages.connectionLost, retryable: true, cause})

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(stream) {
        const timer = setTimeout(() => controller.abort(lost()), silence)
        try {
          const {done, value} = await reader.read()
          if (!done) return stream.enqueue(value)
          onEnd()
          stream.close()
        } catch (cause) {
          onEnd()
          // An abort, the caller's or the one above, is passed on as it is. Anything else is a broken connection.
          stream.error(controller.signal.aborted ? controller.signal.reason : lost(cause))
        } finally {
          clearTimeout(timer)
        }
      },
      async cancel(reason) {
        onEnd()
        await reader.cancel(reason)
      },
    },
    {highWaterMark: 0},
  )
  const {status, statusText, headers} = response
  return new Response(body, {status, statusText, headers})
}
