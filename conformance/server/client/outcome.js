/**
 * What a server answered, as data that can be compared.
 *
 * @typedef {object} Outcome
 * @property {number} status
 * @property {string} type the media type
 * @property {unknown} [body] of a plain answer: JSON if it is any, else the text
 * @property {unknown[]} [events] of a stream
 * @property {'complete' | 'cut' | 'left'} [end] of a stream; `left` = the client went away
 * @property {string[]} [ids] of a stream whose events are numbered
 * @property {string} [marker] the comment that a stream ended with
 * @property {string[]} [framing] frames that are not `data: ` + compact JSON, as they came
 */

/** @returns {Promise<Outcome>} */
export async function readPlain(response) {
  const text = await response.text()
  return {status: response.status, type: mediaType(response), body: parse(text)}
}

/** Whether the answer is a stream of events. */
export const isStream = (response) => mediaType(response) === 'text/event-stream'

/** Reads a stream frame by frame, so that a client can stop in the middle. */
export class StreamReader {
  #response
  #chunks
  #decoder = new TextDecoder()
  #rest = ''
  #events = []
  #framing = []
  #ids = []
  #marker
  #end
  #wanted

  constructor(response) {
    this.#response = response
    this.#chunks = response.body[Symbol.asyncIterator]()
  }

  /** Reads until there are `count` events, or to the end. */
  async read(count = Number.POSITIVE_INFINITY) {
    this.#wanted = count
    while (this.#end === undefined && this.#events.length < count) {
      try {
        const {done, value} = await this.#chunks.next()
        if (done) this.#end = 'complete'
        else this.#take(this.#decoder.decode(value, {stream: true}))
      } catch {
        this.#end = 'cut'
      }
    }
    if (this.#end !== undefined) this.#takeRest()
    return this
  }

  /** Goes away, as a closed tab does. */
  leave() {
    this.#end = 'left'
    this.#rest = ''
  }

  /** @returns {Outcome} */
  get outcome() {
    const framing = this.#framing.length === 0 ? {} : {framing: this.#framing}
    const ids = this.#ids.length === 0 ? {} : {ids: this.#ids.slice(0, this.#wanted)}
    const marker = this.#marker === undefined ? {} : {marker: this.#marker}
    return {
      status: this.#response.status,
      type: mediaType(this.#response),
      // A chunk may hold more events than were asked for, and how many is chance.
      events: this.#events.slice(0, this.#wanted),
      end: this.#end,
      ...ids,
      ...marker,
      ...framing,
    }
  }

  #takeRest() {
    const [, marker] = /^: (\w+)\n$/.exec(this.#rest) ?? []
    if (marker !== undefined) this.#marker = marker
    else if (this.#rest !== '') this.#framing.push(this.#rest)
  }

  #take(text) {
    const frames = (this.#rest + text).split('\n\n')
    this.#rest = frames.pop()
    for (const numbered of frames) {
      const [, id, frame] = /^(?:id: (\d+)\n)?([\s\S]*)$/.exec(numbered)
      if (id !== undefined) this.#ids.push(id)
      if (isExact(frame)) this.#events.push(JSON.parse(frame.slice('data: '.length)))
      else this.#framing.push(frame)
    }
  }
}

/** Whether a frame is `data: ` + compact JSON in one line, text that is not ASCII written out. */
export function isExact(frame) {
  if (!frame.startsWith('data: ')) return false
  const json = frame.slice('data: '.length)
  const outsideOfStrings = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
  // Control characters have to be escaped; a escape of anything else is one that the reference does not write.
  return !/\s/.test(outsideOfStrings) && !/\\u(?!00[01])/i.test(json.replaceAll('\\\\', '')) && isJson(json)
}

function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function parse(text) {
  return isJson(text) ? JSON.parse(text) : text
}

function mediaType(response) {
  return (response.headers.get('content-type') ?? '').split(';')[0]
}
