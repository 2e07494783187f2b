import {ChatKitError} from '../errors.ts'
import {joinBytes} from '../join-bytes.ts'

/** A stream that asks `next` for a chunk when its reader wants one; `null` ends it. Nothing is read ahead. */
export function pulled(
  next: () => Promise<Uint8Array | null>,
  cancel: (reason: unknown) => Promise<void>,
): ReadableStream<Uint8Array> {
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const chunk = await next()
    if (chunk === null) controller.close()
    else controller.enqueue(chunk)
  }
  return new ReadableStream<Uint8Array>({pull, cancel}, {highWaterMark: 0})
}

/** A stream of no bytes. */
export function nothing(): ReadableStream<Uint8Array> {
  return pulled(
    async () => null,
    async () => {},
  )
}

/** The chunks of a stream. Leaving the loop early cancels the stream; a browser's streams cannot be iterated everywhere by themselves. */
export async function* readChunks(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = bytes.getReader()
  let ended = false
  try {
    for (;;) {
      const {done, value} = await reader.read()
      ended = done
      if (done) return
      yield value
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => {})
  }
}

/** Work that is to read a stream. If it fails, even before it began to read, the stream is cancelled. */
export async function consuming<Result>(
  bytes: ReadableStream<Uint8Array>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    // Whoever holds the lock has cancelled it.
    if (!bytes.locked) await bytes.cancel(error).catch(() => {})
    throw error
  }
}

/** A stream whose failure is reported to somebody beside its reader. */
export function reporting(
  bytes: ReadableStream<Uint8Array>,
  report: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const reader = bytes.getReader()
  const next = async (): Promise<Uint8Array | null> => {
    try {
      const {done, value} = await reader.read()
      return done ? null : value
    } catch (error) {
      report(error)
      throw error
    }
  }
  return pulled(next, (reason) => reader.cancel(reason))
}

/** Everything that is left of a stream, as one piece. The caller knows that it is small. */
export async function readAll(bytes: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of readChunks(bytes)) chunks.push(chunk)
  return joinBytes(chunks)
}

/** The first `size` bytes of a stream, or all there are, and a stream of everything from its beginning. */
export async function peek(
  bytes: ReadableStream<Uint8Array>,
  size: number,
): Promise<{head: Uint8Array; stream: ReadableStream<Uint8Array>}> {
  const reader = bytes.getReader()
  const chunks: Uint8Array[] = []
  let read = 0
  while (read < size) {
    const {done, value} = await reader.read()
    if (done) break
    chunks.push(value)
    read += value.byteLength
  }
  const head = joinBytes(chunks)
  let first = head.byteLength > 0
  const next = async (): Promise<Uint8Array | null> => {
    if (first) {
      first = false
      return head
    }
    const {done, value} = await reader.read()
    return done ? null : value
  }
  return {head: head.subarray(0, size), stream: pulled(next, (reason) => reader.cancel(reason))}
}

/** How long an upload may take. */
export interface Patience {
  /** Milliseconds without a byte. */
  idleMs: number
  /** Milliseconds altogether. */
  totalMs: number
}

/** The body of a request, which fails with an InvalidRequest fit for readers when it breaks off or its sender is too slow. */
export function fromClient(bytes: ReadableStream<Uint8Array>, {idleMs, totalMs}: Patience): ReadableStream<Uint8Array> {
  const reader = bytes.getReader()
  const deadline = Date.now() + totalMs
  const next = async (): Promise<Uint8Array | null> => {
    const step = await within(reader.read(), Math.min(idleMs, deadline - Date.now())).catch((error: unknown) => {
      throw new ChatKitError('InvalidRequest', 'The upload was cut off before it was complete. Please try again.', {
        cause: error,
      })
    })
    if (step === undefined) {
      // Not awaited: whoever is too slow to send may be too slow to be told.
      void reader.cancel().catch(() => {})
      throw new ChatKitError('InvalidRequest', 'The upload took too long. Please try again.')
    }
    return step.done ? null : step.value
  }
  return pulled(next, (reason) => reader.cancel(reason))
}

/** The result of a promise, or undefined if it takes longer. */
export async function within<Result>(promise: Promise<Result>, ms: number): Promise<Result | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, ms))
  })
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
