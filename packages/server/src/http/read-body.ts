import {ChatKitError} from '../errors.ts'

/** Reads a request's body, but not more than `maxBytes` of it. Rejects with TooLarge or UnsupportedMediaType. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const type = request.headers.get('content-type')
  if (type === null || !/^application\/json\s*(?:;|$)/i.test(type.trim())) {
    throw new ChatKitError('UnsupportedMediaType', 'Send the request as application/json.')
  }
  // Refused before a byte of it is read, where the client is honest about it.
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  return join(await readChunks(request, maxBytes))
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

function join(chunks: Uint8Array[]): Uint8Array {
  const [first] = chunks
  if (first !== undefined && chunks.length === 1) return first
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

function tooLarge(maxBytes: number): ChatKitError {
  const kib = Math.floor(maxBytes / 1024).toLocaleString('en-US')
  return new ChatKitError('TooLarge', `The request is too large: at most ${kib} KB are accepted. Please shorten it.`)
}
