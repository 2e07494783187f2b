import {createSseDecoder} from './decoder.ts'
import type {SseMessage} from './decoder.ts'

export interface DecodeSseOptions {
  /** Stops reading: the body is cancelled and the iteration throws the signal's reason. */
  signal?: AbortSignal
  /** Called in order with the messages: after all that came before it in the stream were taken. */
  onComment?: (text: string) => void
  /** See `SseDecoderOptions`. */
  maxBufferLength?: number
}

type Part = {message: SseMessage} | {comment: string}

/**
 * Reads the messages of a response's body. The body is read only as fast as messages are taken, and cancelled when the loop is left early.
 *
 * @throws {SseError} `buffer_exceeded`, or whatever the body or the signal fails with.
 */
export async function* decodeSse(
  body: ReadableStream<Uint8Array>,
  options: DecodeSseOptions = {},
): AsyncGenerator<SseMessage, void, undefined> {
  const {signal, onComment, maxBufferLength} = options
  const reader = body.getReader()
  const cancel = (reason: unknown) => void reader.cancel(reason).catch(() => undefined)
  const onAbort = () => cancel(signal?.reason)
  let parts: Part[] = []
  const decoder = createSseDecoder({
    onMessage: (message) => parts.push({message}),
    onComment: (comment) => parts.push({comment}),
    ...(maxBufferLength === undefined ? {} : {maxBufferLength}),
  })
  let finished = false
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', onAbort, {once: true})
    for (;;) {
      const {done, value} = await reader.read()
      signal?.throwIfAborted()
      if (done) break
      decoder.push(value)
      const ready = parts
      parts = []
      for (const part of ready) {
        if ('comment' in part) onComment?.(part.comment)
        else yield part.message
        signal?.throwIfAborted()
      }
    }
    decoder.end()
    finished = true
  } finally {
    signal?.removeEventListener('abort', onAbort)
    if (!finished) cancel(signal?.reason)
    reader.releaseLock()
  }
}
