import net from 'node:net'

const FRAME_END = Buffer.from('\n\n')
const BODY_END = Buffer.from('\r\n0\r\n\r\n')
const NEWLINE = 10
const OK = Buffer.from('HTTP/1.1 200')

// One for all connections, whose callbacks run one after the other: a buffer per read would be most of the generator's work.
const buffer = Buffer.allocUnsafe(256 * 1024)

/**
 * A connection that sends requests and counts the events that come back, with as little work as possible: it looks only for the ends of
 * events and of the chunked body. That both are where they should be is checked by the number of events.
 */
export class Connection {
  #socket
  /** The exchange that is under way. */
  #current

  /** @param {{host: string, port: number}} address */
  static async open({host, port}) {
    const connection = new Connection()
    await new Promise((resolve, reject) => {
      connection.#socket = net.connect(
        {host, port, noDelay: true, onread: {buffer, callback: (length) => connection.#read(length)}},
        resolve,
      )
      connection.#socket.once('error', reject)
    })
    connection.#socket.on('error', (error) => connection.#fail(error))
    connection.#socket.on('close', () => connection.#fail(new Error('The server closed the connection.')))
    return connection
  }

  /**
   * Sends one request and resolves when its answer has ended.
   *
   * @param {Buffer} request head and body
   * @param {(bytes: Buffer, events: number) => void} onData gets each read as it is; `events` counts what ended in it
   * @returns {Promise<{events: number, firstEventMs: number}>}
   */
  exchange(request, onData) {
    return new Promise((resolve, reject) => {
      this.#current = {
        resolve,
        reject,
        onData,
        sentAt: performance.now(),
        events: 0,
        firstEventMs: NaN,
        tail: undefined,
      }
      this.#socket.write(request)
    })
  }

  close() {
    this.#current = undefined
    this.#socket.destroy()
  }

  #read(length) {
    const current = this.#current
    if (current === undefined) return true
    const bytes = buffer.subarray(0, length)
    if (current.tail === undefined && !bytes.subarray(0, 12).equals(OK)) {
      this.#fail(new Error(`The server did not answer with 200 but with:\n${bytes.toString('latin1', 0, 1000)}`))
      return true
    }
    const events = countEnds(bytes, current.tail)
    if (current.events === 0 && events > 0) current.firstEventMs = performance.now() - current.sentAt
    current.events += events
    current.onData(bytes, events)
    current.tail = lastBytes(current.tail, bytes)
    if (current.tail.equals(BODY_END)) {
      this.#current = undefined
      current.resolve({events: current.events, firstEventMs: current.firstEventMs})
    }
    return true
  }

  #fail(error) {
    const current = this.#current
    this.#current = undefined
    current?.reject(error)
  }
}

function countEnds(bytes, before) {
  // An event may end between two reads.
  let count = before?.at(-1) === NEWLINE && bytes[0] === NEWLINE ? 1 : 0
  for (let at = bytes.indexOf(FRAME_END); at !== -1; at = bytes.indexOf(FRAME_END, at + 2)) count++
  return count
}

function lastBytes(before, bytes) {
  const {length} = BODY_END
  if (bytes.length >= length || before === undefined) return Buffer.from(bytes.subarray(-length))
  return Buffer.concat([before, bytes]).subarray(-length)
}
