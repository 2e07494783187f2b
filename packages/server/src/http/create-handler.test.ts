import type {ThreadStreamEvent} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {ChatKitError} from '../errors.ts'
import {sampleAnswer, sampleThread} from '../testing/samples.ts'
import {createRequest, silent, storedItems, TestServer, yields} from '../__fixtures__/test-server.ts'
import {createHandler} from './create-handler.ts'
import type {HandlerOptions} from './create-handler.ts'
import type {ErrorBody} from './error-response.ts'

const URL_ = 'http://localhost:8000/chatkit'

function handlerFor(server: TestServer, options: Partial<HandlerOptions<string>> = {}) {
  return createHandler(server, {context: (request) => request.headers.get('x-user') ?? 'alice', ...options})
}

function post(body: unknown, headers: Record<string, string> = {}, init: RequestInit = {}): Request {
  return new Request(URL_, {
    method: 'POST',
    headers: {'content-type': 'application/json', ...headers},
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  })
}

async function events(response: Response): Promise<ThreadStreamEvent[]> {
  const all: ThreadStreamEvent[] = []
  if (response.body === null) throw new Error('no body')
  for await (const {data} of decodeSse(response.body)) all.push(JSON.parse(data) as ThreadStreamEvent)
  return all
}

async function errorOf(response: Response): Promise<ErrorBody> {
  return (await response.json()) as ErrorBody
}

describe('a streaming answer', () => {
  test('has the headers that keep proxies from holding it back, and exact SSE bytes', async () => {
    const handle = handlerFor(new TestServer(yields({type: 'progress_update', text: 'näïve \u2028 🤖'})))
    const response = await handle(post(createRequest()))
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    const text = await response.text()
    expect(text).toMatch(/^data: \{"type":"thread\.created",/)
    expect(text.split('\n\n')).toHaveLength(5)
    expect(text.endsWith('data: {"type":"progress_update","text":"näïve \u2028 🤖"}\n\n')).toBe(true)
  })

  test('sends events of one tick as one chunk', async () => {
    const words: ThreadStreamEvent[] = Array.from({length: 50}, (_, index) => ({
      type: 'progress_update',
      text: `${index}`,
    }))
    const response = await handlerFor(new TestServer(yields(...words)))(post(createRequest()))
    let chunks = 0
    for await (const _chunk of response.body ?? []) chunks++
    expect(chunks).toBe(1)
  })

  test('is pulled: a reader that stops reading stops the producer', async () => {
    let produced = 0
    const server = new TestServer(async function* () {
      for (; produced < 1_000_000; produced++) {
        yield {type: 'progress_update', text: 'x'.repeat(1000)}
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    const response = await handlerFor(server)(post(createRequest()))
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.read()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(produced).toBeLessThan(10)
    await reader?.cancel()
  })

  test('of a producer that never waits still comes in bounded chunks', async () => {
    const server = new TestServer(async function* () {
      for (;;) yield {type: 'progress_update', text: 'x'.repeat(1000)}
    })
    const response = await handlerFor(server)(post(createRequest()))
    const reader = response.body?.getReader()
    const {value} = (await reader?.read()) ?? {}
    expect(value?.byteLength).toBeLessThan(70_000)
    await reader?.cancel()
  })

  test('that is cancelled by its reader stops the hook and keeps the partial text', async () => {
    let stopped: AbortSignal | undefined
    const server = new TestServer(async function* (_thread, _input, _context, {signal}) {
      stopped = signal
      yield {type: 'thread.item.added', item: sampleAnswer('msg_1', 'Half an ans')}
      await new Promise(() => {})
    })
    const response = await handlerFor(server)(post(createRequest()))
    const reader = response.body?.getReader()
    await reader?.read()
    const waiting = reader?.read()
    await reader?.cancel()
    await waiting
    const [thread] = (await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data
    const items = await storedItems(server.store, thread?.id ?? '')
    expect(items.map(({type}) => type)).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context'])
    expect(stopped?.aborted).toBe(true)
  })

  test("that is dropped by the request's signal does the same", async () => {
    const server = new TestServer(async function* () {
      yield {type: 'thread.item.added', item: sampleAnswer('msg_1', 'Half')}
      await new Promise(() => {})
    })
    const controller = new AbortController()
    const response = await handlerFor(server)(post(createRequest(), {}, {signal: controller.signal}))
    const reader = response.body?.getReader()
    await reader?.read()
    const end = reader?.read()
    controller.abort()
    expect(await end).toEqual({done: true, value: undefined})
    const [thread] = (await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data
    expect(await storedItems(server.store, thread?.id ?? '')).toHaveLength(3)
  })

  test('gets a heartbeat of one line in silence, which readers skip', async () => {
    let finish = (): void => {}
    const server = new TestServer(async function* () {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      yield {type: 'progress_update', text: 'late'}
    })
    const response = await handlerFor(server, {heartbeatMs: 5})(post(createRequest()))
    const reader = response.body?.getReader()
    const decoder = new TextDecoder()
    let text = ''
    while (!text.includes(': ping\n: ping\n')) text += decoder.decode((await reader?.read())?.value)
    finish()
    for (;;) {
      const step = await reader?.read()
      if (step?.done !== false) break
      text += decoder.decode(step.value)
    }
    expect(text).not.toContain(': ping\n\n')
    const decoded = await events(new Response(text))
    expect(decoded.at(-1)).toEqual({type: 'progress_update', text: 'late'})
  })

  test('that cannot be written as JSON ends with an error event and is reported', async () => {
    const circular: Record<string, unknown> = {}
    circular['self'] = circular
    const server = new TestServer(yields({type: 'client_effect', name: 'x', data: circular}))
    const all = await events(await handlerFor(server)(post(createRequest())))
    expect(all.at(-1)).toEqual({type: 'error', code: 'stream.error', allow_retry: true})
    expect(server.reports).toHaveLength(1)
    expect(server.reports[0]?.info).toHaveProperty('requestId')
  })

  test('names the failed request in the report, under the id that the client got', async () => {
    const server = new TestServer(() => {
      throw new Error('model down')
    })
    const response = await handlerFor(server)(post(createRequest()))
    await response.text()
    expect(server.reports).toEqual([
      {
        error: new Error('model down'),
        info: {
          requestId: response.headers.get('x-request-id'),
          operation: 'threads.create',
          threadId: expect.stringMatching(/^thr_/),
        },
      },
    ])
  })
})

test('a JSON answer is not stored by caches', async () => {
  const response = await handlerFor(new TestServer(silent))(post({type: 'threads.list', params: {}}))
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({data: [], has_more: false})
})

describe('what is refused', () => {
  const get = (method: string) => new Request(URL_, {method})
  const cases: [string, Request, number, string][] = [
    ['GET', get('GET'), 405, 'MethodNotAllowed'],
    ['DELETE', get('DELETE'), 405, 'MethodNotAllowed'],
    ['a form', post('a=b', {'content-type': 'application/x-www-form-urlencoded'}), 415, 'UnsupportedMediaType'],
    ['text/plain', post('{}', {'content-type': 'text/plain'}), 415, 'UnsupportedMediaType'],
    [
      'a type that only begins like JSON',
      post('{}', {'content-type': 'application/jsonp'}),
      415,
      'UnsupportedMediaType',
    ],
    ['an empty body', post(''), 400, 'InvalidRequest'],
    ['broken JSON', post('{"type": '), 400, 'InvalidRequest'],
    ['bytes that are no text', post('', {}, {body: new Uint8Array([0xff, 0xfe, 0x00])}), 400, 'InvalidRequest'],
    ['an unknown type', post({type: 'threads.explode', params: {}}), 400, 'InvalidRequest'],
    ['missing params', post({type: 'threads.list'}), 400, 'InvalidRequest'],
    ['an unknown thread', post({type: 'threads.get_by_id', params: {thread_id: 'thr_none'}}), 404, 'NotFound'],
    ['one byte too many', post(' '.repeat(1001)), 413, 'TooLarge'],
    ['an attachment', post({type: 'attachments.delete', params: {attachment_id: 'a'}}), 501, 'ConfigurationError'],
  ]
  test.each(cases)('%s', async (_name, request, status, type) => {
    const response = await handlerFor(new TestServer(silent), {limits: {maxBodyBytes: 1000}})(request)
    expect(response.status).toBe(status)
    const body = await errorOf(response)
    expect(body).toEqual({
      error: {type, message: expect.stringMatching(/^.{10,}/)},
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    })
  })

  test('405 says what is allowed', async () => {
    const response = await handlerFor(new TestServer(silent))(get('PUT'))
    expect(response.headers.get('allow')).toBe('POST, OPTIONS')
  })

  test('JSON with a charset is fine', async () => {
    const request = post({type: 'threads.list', params: {}}, {'content-type': 'Application/JSON; charset=utf-8'})
    expect((await handlerFor(new TestServer(silent))(request)).status).toBe(200)
  })

  test('a body without a length is cut off at the limit, not read to its end', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100
        controller.enqueue(new Uint8Array(100).fill(32))
      },
    })
    const init = {body: endless, duplex: 'half'} as RequestInit
    const response = await handlerFor(new TestServer(silent), {limits: {maxBodyBytes: 1000}})(post('', {}, init))
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(3000)
  })

  test('a body that breaks off', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('socket hang up'))
      },
    })
    const response = await handlerFor(new TestServer(silent))(
      post('', {}, {body: broken, duplex: 'half'} as RequestInit),
    )
    expect(response.status).toBe(400)
  })

  test('a refusal by the context function, with Retry-After', async () => {
    const server = new TestServer(silent)
    const handle = handlerFor(server, {
      context: () => {
        throw new ChatKitError('RateLimited', 'Too many questions at once.', {retryAfter: 2.5})
      },
    })
    const response = await handle(post(createRequest()))
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('3')
    expect(server.reports).toEqual([])
  })

  test('an unexpected failure is 503, tells nothing, and is reported once', async () => {
    const server = new TestServer(silent)
    const reports: unknown[] = []
    const onError = (error: unknown) => reports.push(error)
    server.memory.loadThread = async () => {
      throw new Error('password=hunter2 at /srv/db')
    }
    const request = () => post({type: 'threads.get_by_id', params: {thread_id: 'thr_1'}})
    const response = await handlerFor(server, {onError})(request())
    expect(response.status).toBe(503)
    const body = await errorOf(response)
    expect(body.error).toEqual({type: 'Unavailable', message: 'Something went wrong on our side. Please try again.'})
    expect(reports).toEqual([new Error('password=hunter2 at /srv/db')])

    const failing = handlerFor(server, {
      onError,
      context: () => {
        throw new TypeError('no session store')
      },
    })
    expect((await failing(request())).status).toBe(503)
    expect(reports).toHaveLength(2)
  })
})

describe('CORS', () => {
  const cors = {origins: ['https://docs.example.org']}
  const preflight = (origin: string) =>
    new Request(URL_, {
      method: 'OPTIONS',
      headers: {origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization'},
    })

  test('a preflight from a listed page is answered in full', async () => {
    const response = await handlerFor(new TestServer(silent), {cors})(preflight('https://docs.example.org'))
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': 'https://docs.example.org',
      'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
      'access-control-allow-headers':
        'Authorization, Content-Type, Accept, Accept-Language, Idempotency-Key, Last-Event-ID, chatkit-frame-instance-id',
      'access-control-expose-headers': 'ChatKit-Run-Id, Retry-After',
      'access-control-max-age': '7200',
      vary: 'Origin',
    })
  })

  test('other pages are refused before anything runs', async () => {
    const server = new TestServer(silent)
    const handle = handlerFor(server, {cors})
    for (const request of [
      preflight('https://evil.example'),
      post(createRequest(), {origin: 'https://evil.example'}),
    ]) {
      const response = await handle(request)
      expect(response.status).toBe(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(response.headers.get('vary')).toBe('Origin')
    }
    expect((await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data).toEqual([])
  })

  test.each([
    ['null'],
    ['https://docs.example.org.evil.example'],
    ['https://DOCS.example.org:8443'],
    ['not an origin'],
  ])('an origin that is almost right is wrong: %s', async (origin) => {
    const response = await handlerFor(new TestServer(silent), {cors})(
      post({type: 'threads.list', params: {}}, {origin}),
    )
    expect(response.status).toBe(403)
  })

  test('errors carry the headers too, else the page could not read them', async () => {
    const response = await handlerFor(new TestServer(silent), {cors})(post('', {origin: 'https://docs.example.org'}))
    expect(response.status).toBe(400)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://docs.example.org')
  })

  test('pages of the server itself and programs need no listing', async () => {
    const handle = handlerFor(new TestServer(silent), {cors})
    const list = {type: 'threads.list', params: {}}
    expect((await handle(post(list))).status).toBe(200)
    expect((await handle(post(list, {origin: 'https://localhost:8000'}))).status).toBe(200)
  })

  test('origins can be everybody, or whoever a function lets in', async () => {
    const list = () => post({type: 'threads.list', params: {}}, {origin: 'https://a.example'})
    const everybody = await handlerFor(new TestServer(silent), {cors: {origins: '*'}})(list())
    expect(everybody.headers.get('access-control-allow-origin')).toBe('https://a.example')
    const some = handlerFor(new TestServer(silent), {cors: {origins: async (origin) => origin.endsWith('.example')}})
    expect((await some(list())).status).toBe(200)
  })
})

test('two people do not see each other', async () => {
  const server = new TestServer(silent)
  const handle = handlerFor(server)
  await server.store.saveThread(sampleThread('thr_1'), 'alice')
  const read = (user: string, id: string) =>
    handle(post({type: 'threads.get_by_id', params: {thread_id: id}}, {'x-user': user}))
  expect((await read('alice', 'thr_1')).status).toBe(200)
  const foreign = await errorOf(await read('bob', 'thr_1'))
  const missing = await errorOf(await read('bob', 'thr_2'))
  expect(foreign.error).toEqual({...missing.error, message: missing.error.message.replace('thr_2', 'thr_1')})
})
