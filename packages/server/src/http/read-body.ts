import {ChatKitError} from '../errors.ts'
import {joinBytes} from '../join-bytes.ts'

/** Reads a request's body, but not more than `maxBytes` of it. Rejects with TooLarge or UnsupportedMediaType. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const type = request.headers.get('content-type')
  if (type === null || !/^application\/json\s*(?:;|$)/i.test(type.trim())) {
    throw new ChatKitError('UnsupportedMediaType', 'Send the request as application/json.')
  }
  // Refused before a byte of it is read, where the client is honest about it.
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const chunks = await readChunks(request, maxBytes)
  const [first] = chunks
  return first !== undefined && chunks.length === 1 ? first : joinBytes(chunks)
}

async function readChunks(request: Request, maxBytes: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  if (request.body === null) return chunks
  const reader = request.body.getReader()
  let size = 0
  try {
    for (;;) {
      const {done, value} = await reader.read()
      if (done) return chunks
      size += value.byteLength
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(value)
    }
  } catch (error) {
    await reader.cancel().catch(() => {})
    if (error instanceof ChatKitError) throw error
    throw new ChatKitError('InvalidRequest', 'The request was cut off before it was complete.', {cause: error})
  }
}

function tooLarge(maxBytes: number): ChatKitError {
  const kib = Math.floor(maxBytes / 1024).toLocaleString('en-US')
  return new ChatKitError('TooLarge', `The request is too large: at most ${kib} KB are accepted. Please shorten it.`)
}
