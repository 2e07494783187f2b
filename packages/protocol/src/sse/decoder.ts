import {LineSplitter} from './line-splitter.ts'
import {SseError} from './sse-error.ts'

/** One message of a stream. */
export interface SseMessage {
  data: string
  /** Absent when the stream named none. */
  event?: string
  /** The last id that the stream named, with this message or before it. */
  id?: string
}

export interface SseDecoderOptions {
  onMessage: (message: SseMessage) => void
  /** A comment's text, without the colon and one space after it. */
  onComment?: (text: string) => void
  /** How much of one unfinished message is kept, in UTF-16 code units. Default 33,554,432 (32 Mi). */
  maxBufferLength?: number
}

export interface SseDecoder {
  /** Takes the next bytes, cut anywhere. @throws {SseError} `buffer_exceeded`; every later call throws it again. */
  push: (bytes: Uint8Array) => void
  /** The stream is over. A message without its closing blank line is dropped: it may be incomplete. */
  end: () => void
}

export const DEFAULT_MAX_BUFFER_LENGTH = 32 * 1024 * 1024

/**
 * Reads server-sent events as the WHATWG HTML standard says ("Parsing an event stream", "Interpreting an event stream"), from bytes
 * that may be cut at any position. `retry` is ignored: when to reconnect is for the transport to decide.
 *
 * One deliberate difference: a message whose data is empty is not reported. No ChatKit event is empty, and heartbeats of some servers are.
 *
 * Works in time linear to the bytes, also for one very long line that arrives in many pieces.
 */
export function createSseDecoder(options: SseDecoderOptions): SseDecoder {
  const {onMessage, onComment, maxBufferLength = DEFAULT_MAX_BUFFER_LENGTH} = options
  const utf8 = new TextDecoder()
  const lines = new LineSplitter(readLine)
  let data: string[] = []
  let dataLength = 0
  let event = ''
  let id = ''
  let failure: SseError | undefined

  function readLine(line: string): void {
    if (line === '') return dispatch()
    const colon = line.indexOf(':')
    const name = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === '') onComment?.(value)
    else readField(name, value)
  }

  function readField(name: string, value: string): void {
    if (name === 'data') {
      data.push(value)
      dataLength += value.length + 1
    } else if (name === 'event') event = value
    else if (name === 'id' && !value.includes('\0')) id = value
  }

  function dispatch(): void {
    const message: SseMessage = {data: data.length === 1 ? (data[0] ?? '') : data.join('\n')}
    if (event !== '') message.event = event
    if (id !== '') message.id = id
    event = ''
    if (data.length === 0) return
    data = []
    dataLength = 0
    if (message.data !== '') onMessage(message)
  }

  function checkBuffer(): void {
    if (dataLength + lines.pendingLength <= maxBufferLength) return
    data = []
    lines.clear()
    failure = new SseError(
      'buffer_exceeded',
      `The stream sent a single message of more than ${maxBufferLength} characters. Raise maxBufferLength if that is expected.`,
    )
    throw failure
  }

  return {
    push(bytes) {
      if (failure) throw failure
      lines.push(utf8.decode(bytes, {stream: true}))
      checkBuffer()
    },
    end() {
      data = []
      dataLength = 0
      lines.clear()
    },
  }
}
