import {once} from 'node:events'
import {createServer, get, request as httpRequest} from 'node:http'
import type {IncomingMessage, RequestListener} from 'node:http'
import {connect as connectHttp2, createServer as createHttp2Server} from 'node:http2'
import {connect} from 'node:net'
import type {AddressInfo, Server} from 'node:net'
import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {toNodeListener} from './index.ts'
import type {NodeListenerOptions, NodeRequest, WebHandler} from './index.ts'

let servers: Server[] = []

afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  servers = []
})

async function start(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const serve = (handler: WebHandler, options?: NodeListenerOptions): Promise<number> =>
  start(createServer(toNodeListener(handler, options)))

/** Sends bytes as they are and resolves with all that came back until `until` or the end. */
async function exchange(port: number, text: string, until?: RegExp): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(text)
  let answer = ''
  for await (const chunk of socket) {
    answer += String(chunk)
    if (until?.test(answer) === true) break
  }
  socket.destroy()
  return answer
}

const close = 'Connection: close\r\n\r\n'

/** A promise with its trigger. */
function signal<T = void>(): {promise: Promise<T>; fire: (value: T) => void} {
  let fire!: (value: T) => void
  const promise = new Promise<T>((resolve) => {
    fire = resolve
  })
  return {promise, fire}
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('a request', () => {
  test('arrives with method, address, headers and body', async () => {
    const port = await serve(async (request) =>
      Response.json({
        method: request.method,
        url: request.url,
        twice: request.headers.get('x-twice'),
        body: await request.text(),
      }),
    )
    const url = `http://127.0.0.1:${port}/a%20b?q=ü`
    const response = await fetch(url, {
      method: 'PUT',
      headers: [
        ['x-twice', '1'],
        ['x-twice', '2'],
      ],
      body: 'grüße',
    })
    expect(await response.json()).toEqual({
      method: 'PUT',
      url: url.replace('ü', '%C3%BC'),
      twice: '1, 2',
      body: 'grüße',
    })
  })

  test('comes with what only Node knows: who asks', async () => {
    const port = await serve((_request, {incoming}) => Response.json(incoming.socket.remoteAddress))
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).json()).toBe('127.0.0.1')
  })

  test('whose target looks like another host stays on ours', async () => {
    const port = await serve((request) => Response.json(request.url))
    expect(await exchange(port, `GET //evil.example/x HTTP/1.1\r\nHost: a.example\r\n${close}`)).toContain(
      '"http://a.example//evil.example/x"',
    )
  })

  test('as to a proxy names its own host', async () => {
    const port = await serve((request) => Response.json(request.url))
    expect(await exchange(port, `GET http://b.example/x HTTP/1.1\r\nHost: a.example\r\n${close}`)).toContain(
      '"http://b.example/x"',
    )
  })

  test.each(['a/b', 'user@a.example', 'a.example?x', 'a b', '[', 'a.example:99999'])(
    'with a Host that is none is refused: %s',
    async (host) => {
      const reports: unknown[] = []
      const port = await serve(() => new Response('reached'), {onError: (error) => reports.push(error)})
      const answer = await exchange(port, `GET / HTTP/1.1\r\nHost: ${host}\r\n${close}`)
      expect(answer).toMatch(/^HTTP\/1.1 400 /)
      expect(answer).toContain('"InvalidRequest"')
      expect(reports).toEqual([])
    },
  )

  test('to the server as a whole is one to its root', async () => {
    const port = await serve((request) => Response.json(request.url))
    expect(await exchange(port, `OPTIONS * HTTP/1.1\r\nHost: a.example\r\n${close}`)).toContain('"http://a.example/"')
  })

  test('with a method that no Request can have is refused', async () => {
    const port = await serve(() => new Response('reached'))
    expect(await exchange(port, `TRACE / HTTP/1.1\r\nHost: a\r\n${close}`)).toMatch(/^HTTP\/1.1 405 /)
  })

  test('is read no faster than the handler asks', async () => {
    const release = signal()
    const read = signal()
    const port = await serve(async (request) => {
      const reader = (request.body as ReadableStream<Uint8Array>).getReader()
      await reader.read()
      read.fire()
      await release.promise
      for (;;) if ((await reader.read()).done) return new Response('all')
    })
    const upload = httpRequest({port, host: '127.0.0.1', method: 'POST'})
    const answer = once(upload, 'response')
    upload.write('first')
    await read.promise
    const megabyte = Buffer.alloc(1024 * 1024)
    let flushed = 0
    for (let count = 0; count < 64; count++) upload.write(megabyte, () => flushed++)
    upload.end()
    await settled(() => flushed)
    expect(flushed).toBeLessThan(64)
    release.fire()
    const [response] = (await answer) as [IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(200)
  })

  test('that breaks off fails its body', async () => {
    const failed = signal<unknown>()
    const port = await serve(async (request) => {
      await request.text().catch(failed.fire)
      return new Response()
    })
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf')
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    expect(String(await failed.promise)).toContain('closed before the request was complete')
  })
})

describe('a connection', () => {
  test('that closes before the answer aborts the request’s signal, and nothing is reported', async () => {
    const begun = signal()
    const aborted = signal()
    const reports: unknown[] = []
    const handler: WebHandler = (request) =>
      new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => {
          reject(request.signal.reason as Error)
          aborted.fire()
        })
        begun.fire()
      })
    const port = await serve(handler, {onError: (error) => reports.push(error)})
    const client = get({port, host: '127.0.0.1'}).on('error', () => {})
    await begun.promise
    client.destroy()
    await aborted.promise
    await new Promise((resolve) => setImmediate(resolve))
    expect(reports).toEqual([])
  })

  test('that closes in the middle cancels the body and aborts the signal, even if the request was let go of long ago', async () => {
    const cancelled = signal()
    const aborted = signal()
    const port = await serve((request) => {
      request.signal.addEventListener('abort', () => aborted.fire())
      return new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(text('data: 1\n\n')),
          cancel: () => cancelled.fire(),
        }),
      )
    })
    const socket = connect(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await once(socket, 'data')
    await collectGarbage()
    socket.destroy()
    await Promise.all([cancelled.promise, aborted.promise])
  })

  test('whose request has been read keeps nothing of its body while the answer goes on', async () => {
    const bodies: WeakRef<object>[] = []
    const port = await serve(async (request) => {
      bodies.push(new WeakRef(request.body ?? {}))
      const asked = await request.text()
      return new Response(new ReadableStream({start: (controller) => controller.enqueue(text(`data: ${asked}\n\n`))}))
    })
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}')
    await once(socket, 'data')
    await collectGarbage()
    expect(bodies.map((body) => body.deref())).toEqual([undefined])
    socket.destroy()
  })

  test('that reads slowly holds its own producer up', async () => {
    let produced = 0
    const cancelled = signal()
    const stream = (): ReadableStream<Uint8Array> =>
      new ReadableStream(
        {
          pull(controller) {
            produced++
            controller.enqueue(new Uint8Array(10_000))
          },
          cancel: () => cancelled.fire(),
        },
        {highWaterMark: 0},
      )
    const port = await serve(() => new Response(stream()))
    const socket = connect(port, '127.0.0.1')
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await settled(() => produced, 1)
    expect(produced).toBeLessThan(2000)
    socket.destroy()
    await cancelled.promise
  })

  test('is used again, and an answer that was read to its end aborts nothing', async () => {
    const aborted: string[] = []
    const port = await serve(async (request) => {
      request.signal.addEventListener('abort', () => aborted.push(request.url))
      return new Response(new ReadableStream({start: (controller) => controller.close()}))
    })
    const one = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}'
    const answer = await exchange(port, `${one}${one}GET / HTTP/1.1\r\nHost: a\r\n${close}`)
    expect(answer.match(/HTTP\/1.1 200/g)).toHaveLength(3)
    expect(aborted).toEqual([])
  })

  test('of a body that was refused unread is used again, once the rest of it has come', async () => {
    const port = await serve(() => new Response('too large', {status: 413}))
    const refused = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n${'x'.repeat(3_000_000)}`
    const answer = await exchange(port, `${refused}GET / HTTP/1.1\r\nHost: a\r\n${close}`)
    expect(answer.match(/HTTP\/1.1 413/g)).toHaveLength(2)
  })

  test('of a body that was cancelled half-way is used again too', async () => {
    const port = await serve(async (request) => {
      const reader = request.body?.getReader()
      await reader?.read()
      await reader?.cancel()
      return new Response('enough', {status: 413})
    })
    const refused = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n${'x'.repeat(3_000_000)}`
    const answer = await exchange(port, `${refused}GET / HTTP/1.1\r\nHost: a\r\n${close}`)
    expect(answer.match(/HTTP\/1.1 413/g)).toHaveLength(2)
  })

  test('on which a refused body never ends is closed', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date', 'setInterval'],
    })
    try {
      const port = await serve(() => new Response('too large', {status: 413}))
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\nx')
      await once(socket, 'data')
      // The server has sent everything, and learns so a moment later.
      while (jest.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve))
      jest.advanceTimersByTime(60_000)
      await once(socket, 'close')
    } finally {
      jest.useRealTimers()
    }
  })
})

describe('a response', () => {
  test('has its status, its headers and every cookie', async () => {
    const port = await serve(() => {
      const headers = new Headers({'x-a': '1'})
      headers.append('set-cookie', 'a=1')
      headers.append('set-cookie', 'b=2; Path=/')
      return new Response('made', {status: 201, statusText: 'Made', headers})
    })
    const response = await fetch(`http://127.0.0.1:${port}`)
    expect([response.status, response.statusText, response.headers.get('x-a'), await response.text()]).toEqual([
      201,
      'Made',
      '1',
      'made',
    ])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; Path=/'])
  })

  test('of JSON has a length, in bytes', async () => {
    const port = await serve(() => Response.json('grüße'))
    const response = await fetch(`http://127.0.0.1:${port}`)
    expect(response.headers.get('content-length')).toBe('9')
    expect(await response.json()).toBe('grüße')
  })

  test('that streams events has begun before its first one', async () => {
    const release = signal()
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await release.promise
        controller.enqueue(text('data: late\n\n'))
        controller.close()
      },
    })
    const port = await serve(() => new Response(stream, {headers: {'content-type': 'text/event-stream'}}))
    const response = await fetch(`http://127.0.0.1:${port}`)
    expect(response.status).toBe(200)
    release.fire()
    expect(await response.text()).toBe('data: late\n\n')
  })

  test('to HEAD has headers only, and its body is cancelled', async () => {
    const cancelled = signal()
    const stream = new ReadableStream({cancel: () => cancelled.fire()})
    const port = await serve(() => new Response(stream, {headers: {'x-a': '1'}}))
    const answer = await exchange(port, `HEAD / HTTP/1.1\r\nHost: a\r\n${close}`)
    expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*x-a: 1[\s\S]*\r\n\r\n$/)
    await cancelled.promise
  })

  test('without a body is one', async () => {
    const port = await serve(() => new Response(null, {status: 204}))
    expect((await fetch(`http://127.0.0.1:${port}`)).status).toBe(204)
  })

  test.each<[string, WebHandler]>([
    [
      'throws',
      () => {
        throw new Error('secret')
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret'))],
    ['answers with nothing', () => undefined as unknown as Response],
    ['answers with a header that cannot be sent', () => new Response('x', {headers: {'x-a': 'secret\u0001'}})],
  ])('of a handler that %s is 503, tells nothing and is reported', async (_name, handler) => {
    const reports: unknown[] = []
    const port = await serve(handler, {onError: (error) => reports.push(error)})
    const response = await fetch(`http://127.0.0.1:${port}`)
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('secret')
    expect(reports).toHaveLength(1)
  })

  test('whose body fails half-way breaks off, so that nobody takes it for complete', async () => {
    const reports: unknown[] = []
    let count = 0
    const stream = (): ReadableStream<Uint8Array> =>
      new ReadableStream({
        pull(controller) {
          if (count++ === 0) controller.enqueue(text('half'))
          else controller.error(new Error('disk gone'))
        },
      })
    const port = await serve(() => new Response(stream()), {onError: (error) => reports.push(error)})
    await expect(fetch(`http://127.0.0.1:${port}`).then((response) => response.text())).rejects.toThrow()
    expect(reports).toEqual([new Error('disk gone')])
  })
})

describe('a body that a framework has parsed', () => {
  const echo: WebHandler = async (request) =>
    new Response(JSON.stringify([await request.text(), request.headers.get('content-length')]))

  /** What a body parser does. */
  const parsed = (handler: WebHandler, body: unknown, options?: NodeListenerOptions): RequestListener => {
    const listener = toNodeListener(handler, options)
    return (request, response) => {
      request.resume().on('end', () => listener(Object.assign(request as NodeRequest, {body}), response))
    }
  }

  test.each<[string, unknown, string]>([
    ['JSON', {a: ['ü']}, '{"a":["ü"]}'],
    ['text', '{"a": 1}', '{"a": 1}'],
    ['bytes', Buffer.from('{"a": 1}'), '{"a": 1}'],
  ])('is taken as %s', async (_name, body, expected) => {
    const port = await start(createServer(parsed(echo, body)))
    const response = await post(port)
    expect(await response.json()).toEqual([expected, null])
  })

  test('and not left anywhere is answered with a message for its developer', async () => {
    const reports: unknown[] = []
    const port = await start(createServer(parsed(echo, undefined, {onError: (error) => reports.push(error)})))
    const response = await post(port)
    expect(response.status).toBe(501)
    expect(await response.json()).toMatchObject({error: {type: 'ConfigurationError'}})
    expect(String(reports[0])).toContain('Mount the handler before body parsers')
  })

  function post(port: number): Promise<Response> {
    const headers = {'content-type': 'application/json'}
    return fetch(`http://127.0.0.1:${port}`, {method: 'POST', headers, body: '{"sent":   "over the wire"}'})
  }
})

test('HTTP/2 works as well', async () => {
  const aborted = signal()
  const listener = toNodeListener(async (request) => {
    if (request.method === 'POST') return Response.json([request.url, await request.text()])
    request.signal.addEventListener('abort', () => aborted.fire())
    const stream = new ReadableStream({start: (controller) => controller.enqueue(text('data: 1\n\n'))})
    return new Response(stream, {headers: {'content-type': 'text/event-stream'}})
  })
  const port = await start(createHttp2Server(listener))
  const session = connectHttp2(`http://127.0.0.1:${port}`)
  try {
    const post = session.request({':method': 'POST', ':path': '/a?b'})
    post.end('hello')
    let answer = ''
    for await (const chunk of post) answer += String(chunk)
    expect(JSON.parse(answer)).toEqual([`http://127.0.0.1:${port}/a?b`, 'hello'])

    const stream = session.request({':path': '/'})
    await once(stream, 'data')
    stream.close()
    await aborted.promise
  } finally {
    session.destroy()
  }
})

/** Resolves when a count stands still: the buffers of both sockets are full then. */
async function settled(count: () => number, atLeast = 0): Promise<void> {
  for (let before = -1; before !== count() || before < atLeast;) {
    before = count()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Twice, with a turn of the loop for what the first has set free. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose_gc')
  const gc = runInNewContext('gc') as () => void
  for (let round = 0; round < 2; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    gc()
  }
}
