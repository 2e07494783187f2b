import {createSseDecoder, type SseMessage} from 'chatkit-protocol/sse'

/** What one piece of a connection adds to the answer. */
export interface Stitched {
  /** Whole events, as a stock server would have sent them: no ids, no comments. */
  text: string
  /** The answer is complete. */
  ended: boolean
}

/** Makes one stream of events out of the connections that it came by. */
export interface Stitcher {
  /** Begins with the bytes of the first, or of the next connection. What was unfinished before is forgotten. */
  connect(): void
  push(bytes: Uint8Array): Stitched
  /** The id of the last event that was passed on, for `Last-Event-ID`; undefined before the first. */
  readonly lastId: string | undefined
}

/** The comment that ends a complete answer. A body without it has been cut off, however cleanly it ends. */
const END = 'end'

/**
 * Ids count from 1. On a connection they only grow, so an event with one that was there before is a duplicate. A connection
 * that begins with 1 again brings either the same events once more, or, when the server has forgotten the stream as it was, the
 * answer told anew from its store; the first event tells which. A retold answer is passed on whole: clients apply items by their id.
 *
 * @param onData Called with the JSON text of each event that is passed on.
 */
export function createStitcher(onData?: (data: string) => void): Stitcher {
  let first: string | undefined
  let last: {id: number; data: string} | undefined
  let isFresh = true
  let text = ''
  let ended = false
  let decoder = createDecoder()

  function createDecoder() {
    return createSseDecoder({
      onMessage: (message) => {
        if (!ended && isNew(message)) pass(message)
      },
      onComment(comment) {
        if (comment === END) ended = true
      },
    })
  }

  function isNew({id, data}: SseMessage): boolean {
    const number = Number(id)
    if (id === undefined || !Number.isSafeInteger(number)) return true
    if (isFresh && number === 1 && last && data !== first) last = undefined
    isFresh = false
    // The decoder repeats the last id for an event without one of its own, such as an error that was never part of the run.
    if (last && (number < last.id || (number === last.id && data === last.data))) return false
    if (number === 1 && last === undefined) first = data
    last = {id: number, data}
    return true
  }

  function pass({data, event}: SseMessage): void {
    if (event !== undefined) text += `event: ${event}\n`
    for (const line of data.split('\n')) text += `data: ${line}\n`
    text += '\n'
    onData?.(data)
  }

  return {
    connect() {
      isFresh = true
      decoder = createDecoder()
    },
    push(bytes) {
      text = ''
      decoder.push(bytes)
      return {text, ended}
    },
    get lastId() {
      return last && String(last.id)
    },
  }
}
