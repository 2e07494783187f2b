import type {OutgoingHttpHeaders, ServerResponse} from 'node:http'

/** How a response is sent. */
export interface SendOptions {
  /** False for an answer to HEAD. */
  withBody: boolean
  /** Aborts when the client has gone. */
  signal: AbortSignal
}

/**
 * Sends a web Response by Node's. Resolves when all of it has been handed over, or the client has gone; rejects when the body fails or
 * cannot be sent.
 */
export async function sendResponse(
  response: Response,
  outgoing: ServerResponse,
  {withBody, signal}: SendOptions,
): Promise<void> {
  const {body, headers} = response
  if (body === null || !withBody || signal.aborted) {
    await body?.cancel()
    if (signal.aborted) return
    writeHead(response, outgoing)
    outgoing.end()
    return
  }
  const type = headers.get('content-type') ?? ''
  if (type.startsWith('application/json') && !headers.has('content-encoding')) {
    // JSON is whole by nature. As text it shares one write with its headers.
    const text = await response.text()
    writeHead(response, outgoing, {'content-length': Buffer.byteLength(text)})
    outgoing.end(text)
    return
  }
  writeHead(response, outgoing)
  // A stream that is silent at first has begun all the same; one that is not shares a packet with its headers.
  let flush: NodeJS.Immediate | undefined
  if (type.startsWith('text/event-stream')) {
    flush = setImmediate(() => {
      // Node links immediates to one another: one that is kept as long as its stream keeps a dozen others.
      flush = undefined
      outgoing.flushHeaders()
    })
  }
  try {
    await sendBody(body.getReader(), outgoing, signal)
  } finally {
    clearImmediate(flush)
  }
}

// A loop, not `Readable.fromWeb(body).pipe(outgoing)`: that takes three times as long for a stream of 10,000 small chunks. This one is as
// fast as @hono/node-server's, which is the faster one for small JSON replies since it puts Request and Response of its own in place of
// Node's; whatever a handler makes of the global classes works here.
async function sendBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const cancel = (): void => {
    reader.cancel().catch(() => {})
  }
  signal.addEventListener('abort', cancel)
  try {
    for (;;) {
      const {done, value} = await reader.read()
      if (done) break
      if (!outgoing.write(value)) await drained(outgoing, signal)
    }
  } catch (error) {
    cancel()
    throw error
  }
  if (!signal.aborted) outgoing.end()
}

/** Resolves when there is room again, or nobody left to send to. */
function drained(outgoing: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      outgoing.off('drain', go)
      signal.removeEventListener('abort', go)
      resolve()
    }
    if (signal.aborted) return resolve()
    outgoing.on('drain', go)
    signal.addEventListener('abort', go)
  })
}

function writeHead(
  {status, statusText, headers}: Response,
  outgoing: ServerResponse,
  more: OutgoingHttpHeaders = {},
): void {
  const all: OutgoingHttpHeaders = {...Object.fromEntries(headers), ...more}
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) all['set-cookie'] = cookies
  if (statusText !== '') outgoing.statusMessage = statusText
  outgoing.writeHead(status, all)
}
