import {createServer, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {createTransport, type TransportError, type TransportTimeouts} from './index.ts'

type Handler = (request: {url: string; bearer: string; body: string}, response: ServerResponse) => void

const open: Server[] = []

/** A real backend: sessions are issued, everything else is the handler's. */
async function serve(handler: Handler) {
  let issued = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const {url = '', headers} = request
      if (url !== '/session') return handler({url, bearer: headers.authorization ?? '', body}, response)
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({client_secret: `secret-${++issued}`}))
    })
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const create = (base: string, timeouts: Partial<TransportTimeouts> = {}) =>
  createTransport({apiUrl: `${base}/chatkit`, sessionUrl: `${base}/session`, timeouts})

const turn = (text: string): RequestInit => ({
  method: 'POST',
  headers: {'content-type': 'application/json'},
  body: JSON.stringify({type: 'threads.create', params: {input: {content: [{type: 'input_text', text}]}}}),
})

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as TransportError,
  )

beforeEach(() => sessionStorage.clear())
afterEach(async () => {
  await Promise.all(
    open.splice(0).map((server) => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    }),
  )
})

test('an expired secret is renewed and the server gets the very same bytes again', async () => {
  const seen: string[] = []
  const base = await serve((request, response) => {
    seen.push(request.body)
    response.statusCode = request.bearer === 'Bearer secret-1' ? 401 : 200
    response.end('ok')
  })
  const response = await create(base).fetch(`${base}/chatkit`, turn('Größe? 🤖 \u202E'))
  expect(await response.text()).toBe('ok')
  expect(seen).toHaveLength(2)
  expect(seen[1]).toBe(seen[0])
})

test('a stream arrives piece by piece', async () => {
  let finish = () => {}
  const base = await serve((_, response) => {
    response.setHeader('content-type', 'text/event-stream').write('data: 1\n\n')
    finish = () => response.end('data: 2\n\n')
  })
  const response = await create(base).fetch(`${base}/chatkit`, turn('Hello'))
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('data: 1\n\n')
  finish()
  expect((await reader?.read())?.value).toBe('data: 2\n\n')
  expect((await reader?.read())?.done).toBe(true)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
})

test('a connection cut in the middle of an answer errors the body and sends nothing again', async () => {
  let requests = 0
  const base = await serve((_, response) => {
    requests += 1
    response.setHeader('content-type', 'text/event-stream').write('data: 1\n\n', () => response.destroy())
  })
  const response = await create(base).fetch(`${base}/chatkit`, turn('Hello'))
  expect(await failure(response.text())).toMatchObject({
    name: 'TransportError',
    type: 'network',
    message: 'The connection was lost before the answer was complete.',
  })
  expect(requests).toBe(1)
})

test('a stream that falls silent is ended on both sides; heartbeats keep it', async () => {
  let closed = () => {}
  const gone = new Promise<void>((resolve) => (closed = resolve))
  const base = await serve((_, response) => {
    response.on('close', closed).setHeader('content-type', 'text/event-stream').write('data: 1\n\n')
    let beats = 0
    const heart = setInterval(() => (++beats > 4 ? clearInterval(heart) : response.write(': ping\n')), 60)
  })
  const response = await create(base, {silence: 200}).fetch(`${base}/chatkit`, turn('Hello'))
  const read: string[] = []
  const error = await failure(
    response
      .body!.pipeThrough(new TextDecoderStream())
      .pipeTo(new WritableStream({write: (text) => void read.push(text)})),
  )
  expect(error).toMatchObject({type: 'network', retryable: true})
  expect(read.join('')).toBe(`data: 1\n\n${': ping\n'.repeat(4)}`)
  await gone
})

test('stopping closes the connection', async () => {
  let closed = () => {}
  const gone = new Promise<void>((resolve) => (closed = resolve))
  const base = await serve((_, response) => {
    response.on('close', closed).setHeader('content-type', 'text/event-stream').write('data: 1\n\n')
  })
  const controller = new AbortController()
  const response = await create(base).fetch(`${base}/chatkit`, {...turn('Hello'), signal: controller.signal})
  const reader = response.body!.getReader()
  await reader.read()
  controller.abort()
  expect(await failure(reader.read())).toMatchObject({name: 'AbortError'})
  await gone
})

test('a redirect is not followed', async () => {
  const followed: string[] = []
  const base = await serve((request, response) => {
    if (request.url !== '/chatkit') followed.push(request.url)
    response.writeHead(307, {location: '/elsewhere'}).end()
  })
  expect(await failure(create(base).fetch(`${base}/chatkit`, turn('Hello')))).toMatchObject({type: 'network'})
  expect(followed).toEqual([])
})

test('a backend that has stopped is named as unreachable', async () => {
  const base = await serve((_, response) => response.end())
  const transport = create(base)
  await transport.ensureSession()
  const server = open.pop()
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve))
  expect(await failure(transport.fetch(`${base}/chatkit`, turn('Hello')))).toMatchObject({
    type: 'network',
    retryable: true,
    message: "The assistant can't be reached right now.",
  })
})
