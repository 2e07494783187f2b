import {ChatKitError} from '../../errors.ts'
import {ignore} from './ignore.ts'
import type {NodeRequest} from './node-types.ts'

// How long the rest of a refused body is still taken, so that its client gets to read the refusal: closing at once would reset the
// connection and with it the answer.
const LINGER_MS = 5_000

/** The body for a Request; changes `headers` where a parser has been at work. */
export function readBody(incoming: NodeRequest, headers: Headers): BodyInit | null {
  if (incoming.readableDidRead) return parsedBody(incoming, headers)
  const isEmpty = incoming.httpVersionMajor < 2 && !headers.has('transfer-encoding') && !hasLength(headers)
  return isEmpty ? null : streamBody(incoming)
}

/** Takes and forgets what is left of a body that has been answered before its end, but not for ever. */
export function discardBody(incoming: NodeRequest): void {
  if (incoming.complete || incoming.destroyed) return
  incoming.removeAllListeners('data')
  incoming.resume()
  const timer = setTimeout(() => incoming.destroy(), LINGER_MS)
  timer.unref()
  incoming.once('close', () => clearTimeout(timer))
}

function hasLength(headers: Headers): boolean {
  return Number(headers.get('content-length') ?? 0) > 0
}

/** What a framework's parser has left in `req.body`, as text again. */
function parsedBody({body, method, url}: NodeRequest, headers: Headers): BodyInit {
  // They describe the bytes that were read, perhaps compressed, not the ones that are written here.
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name)
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>
  const isJson = /^application\/json\b/i.test(headers.get('content-type') ?? '')
  if (isJson && body !== undefined) return JSON.stringify(body)
  throw new ChatKitError('ConfigurationError', 'This assistant is not set up correctly.', {
    cause: new Error(
      `The body of ${method} ${url} was read before the ChatKit handler got the request. Mount the handler before body parsers ` +
        '(app.use(path, toNodeListener(handler)) above app.use(express.json())), or, in Fastify, in a plugin of its own without ' +
        'content type parsers. JSON in req.body is fine too.',
    ),
  })
}

/** Nothing is read before somebody asks, and never more than one chunk ahead. */
function streamBody(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let stopListening = (): void => {}

  const listen = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const onData = (chunk: Uint8Array): void => {
      incoming.pause()
      controller.enqueue(chunk)
    }
    const onEnd = (): void => {
      stopListening()
      controller.close()
    }
    const onCut = (): void => {
      stopListening()
      controller.error(new Error('The connection was closed before the request was complete.'))
    }
    stopListening = () => {
      incoming.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut)
      // A socket that breaks later has nobody else to tell.
      incoming.on('error', ignore)
    }
    incoming.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut)
    if (incoming.destroyed) onCut()
  }

  let isListening = false
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isListening) return void incoming.resume()
        isListening = true
        // A listener for data sets the stream going.
        listen(controller)
        return undefined
      },
      cancel() {
        stopListening()
        // To the end, unheard: a client that writes all of it before it reads would wait for us for ever.
        incoming.resume()
      },
    },
    {highWaterMark: 0},
  )
}
