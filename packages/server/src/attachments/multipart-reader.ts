import {ChatKitError} from '../errors.ts'
import {joinBytes} from '../join-bytes.ts'

const MAX_HEADER_BYTES = 8 * 1024
const DASH = 0x2d
const SPACE = 0x20
const TAB = 0x09
const LINE_END = encode('\r\n')
const END_OF_HEADERS = encode('\r\n\r\n')

/**
 * Takes a multipart body apart as it arrives: `nextPart` gives the headers of the next part, skipping what is left of the one before,
 * `read` the content of the current one. Holds one chunk and a boundary, whatever a sender does. Source: RFC 2046 §5.1.
 */
export class MultipartReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #delimiter: Uint8Array
  readonly #maxSkippedBytes: number
  #held: Uint8Array
  #skipped = 0
  #inPart = true
  #ended = false

  /** `maxSkippedBytes` is how much of what nobody reads is put up with: other fields, and text around the parts. */
  constructor(body: ReadableStream<Uint8Array>, boundary: string, maxSkippedBytes: number) {
    this.#reader = body.getReader()
    this.#delimiter = encode(`\r\n--${boundary}`)
    this.#maxSkippedBytes = maxSkippedBytes
    // The first boundary need not have a line before it. With one in front it is found like all others.
    this.#held = LINE_END
  }

  /** The headers of the next part by their names in lower case, or null after the last part. */
  async nextPart(): Promise<Map<string, string> | null> {
    for (let chunk = await this.read(); chunk !== null; chunk = await this.read()) this.#skip(chunk.byteLength)
    if (this.#ended) return null
    while (this.#held.byteLength < 2) await this.#more()
    if (this.#held[0] === DASH && this.#held[1] === DASH) return this.#finish()
    // Spaces may follow a boundary in its line.
    const padding = await this.#take(LINE_END)
    if (padding.some((byte) => byte !== SPACE && byte !== TAB)) throw malformed()
    // The line's end once more: a part without headers begins with an empty line.
    this.#held = joinBytes([LINE_END, this.#held])
    const headers = await this.#take(END_OF_HEADERS)
    this.#skip(headers.byteLength)
    this.#inPart = true
    return headersOf(headers)
  }

  /** The next piece of the current part's content, or null at its end. Rejects with InvalidRequest if the body ends before. */
  async read(): Promise<Uint8Array | null> {
    while (this.#inPart) {
      const at = indexOf(this.#held, this.#delimiter)
      if (at >= 0) {
        const last = this.#held.subarray(0, at)
        this.#held = this.#held.subarray(at + this.#delimiter.byteLength)
        this.#inPart = false
        if (last.byteLength > 0) return last
        break
      }
      // A boundary may have begun in the last bytes.
      const safe = this.#held.byteLength - this.#delimiter.byteLength + 1
      if (safe > 0) {
        const piece = this.#held.subarray(0, safe)
        this.#held = this.#held.subarray(safe)
        return piece
      }
      await this.#more()
    }
    return null
  }

  async cancel(reason: unknown): Promise<void> {
    await this.#reader.cancel(reason)
  }

  /** Reads what follows the last part, so that the whole request has been read. */
  async #finish(): Promise<null> {
    this.#ended = true
    this.#skip(this.#held.byteLength)
    for (;;) {
      const {done, value} = await this.#reader.read()
      if (done) return null
      this.#skip(value.byteLength)
    }
  }

  /** What stands before a needle, which is taken as well. */
  async #take(needle: Uint8Array): Promise<Uint8Array> {
    for (;;) {
      const at = indexOf(this.#held, needle)
      if (at >= 0) {
        const taken = this.#held.subarray(0, at)
        this.#held = this.#held.subarray(at + needle.byteLength)
        return taken
      }
      if (this.#held.byteLength > MAX_HEADER_BYTES) throw malformed()
      await this.#more()
    }
  }

  async #more(): Promise<void> {
    const {done, value} = await this.#reader.read()
    if (done) throw malformed('The upload was cut off before it was complete. Please try again.')
    this.#held = joinBytes([this.#held, value])
  }

  #skip(bytes: number): void {
    this.#skipped += bytes
    if (this.#skipped > this.#maxSkippedBytes) throw malformed('The form has too much in it beside the file.')
  }
}

function headersOf(bytes: Uint8Array): Map<string, string> {
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\r\n')
    .filter((line) => line.includes(':'))
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
}

/** The place of a needle, or -1. A delimiter has one line end, at its beginning, so no byte is compared more than twice. */
function indexOf(bytes: Uint8Array, needle: Uint8Array): number {
  const [first = 0] = needle
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (at + needle.byteLength > bytes.byteLength) return -1
    let matching = 1
    while (matching < needle.byteLength && bytes[at + matching] === needle[matching]) matching++
    if (matching === needle.byteLength) return at
  }
  return -1
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function malformed(message = 'The form is malformed.'): ChatKitError {
  return new ChatKitError('InvalidRequest', message)
}
