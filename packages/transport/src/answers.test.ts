import {type Answer, API, createNetwork, MINUTE, SESSION, sessionReply} from './__fixtures__/network.ts'
import {createTransport, type StorageLike, type TransportError, type TransportOptions} from './index.ts'

const PENDING = `chatkit:pending:${API}`
const capabilities = ['idempotency', 'resume', 'cancel', 'attach']
const input = (text: string) => ({content: [{type: 'input_text', text}]})
const create = (text = 'Hello') => ({
  method: 'POST',
  body: JSON.stringify({type: 'threads.create', params: {input: input(text)}}),
})
const add = (text: string, thread_id = 'thr_1') => ({
  method: 'POST',
  body: JSON.stringify({type: 'threads.add_user_message', params: {thread_id, input: input(text)}}),
})

const CREATED = 'id: 1\ndata: {"type":"thread.created","thread":{"id":"thr_1"}}\n\n'
const WORD = 'id: 2\ndata: {"type":"progress_update","text":"…"}\n\n'
const END = ': end\n'

/** A reply that brings these bytes and breaks off, or ends cleanly. */
function reply(text: string, {breaks = false} = {}): Response {
  let sent = false
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      if (!sent) stream.enqueue(new TextEncoder().encode(text))
      else if (breaks) stream.error(new TypeError('network error'))
      else stream.close()
      sent = true
    },
  })
  return new Response(body, {headers: {'content-type': 'text/event-stream; charset=utf-8'}})
}

const broken = (text: string) => reply(text, {breaks: true})
const away = () => new TypeError('Failed to fetch')
const refusal = (status: number, headers = {}) => Response.json({error: {message: 'No.'}}, {status, headers})

function open(api: Answer[], options: Partial<TransportOptions> = {}) {
  const network = createNetwork({api, session: [sessionReply('secret', 60 * MINUTE, capabilities)]})
  const reconnecting: boolean[] = []
  const transport = createTransport({
    apiUrl: API,
    sessionUrl: SESSION,
    fetch: network.fetch,
    onReconnecting: (state) => reconnecting.push(state),
    ...options,
  })
  const header = (name: string) => network.api().map(({init}) => new Headers(init.headers).get(name))
  return {network, transport, reconnecting, header}
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as TransportError,
  )
const pending = () => JSON.parse(sessionStorage.getItem(PENDING) ?? '[]') as {key: string; failed: boolean}[]
const later = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

beforeEach(() => {
  jest.useFakeTimers()
  sessionStorage.clear()
})
afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

describe('a broken connection', () => {
  test.each([
    ['breaks', broken(CREATED)],
    ['ends as if all were well, as WebKit puts it', reply(CREATED)],
  ])('that %s is followed by another after a quarter of a second', async (_, first) => {
    const {transport, network, header, reconnecting} = open([first, reply(WORD + END)])
    const text = (await transport.fetch(API, create())).text()
    await later(240)
    expect(network.api()).toHaveLength(1)
    expect(reconnecting).toEqual([true])
    await later(20)
    expect(await text).toBe(`${CREATED}${WORD}`.replaceAll(/^id: .*\n/gm, ''))
    expect(header('last-event-id')).toEqual([null, '1'])
    expect(new Set(header('idempotency-key')).size).toBe(1)
    expect(reconnecting).toEqual([true, false])
    expect(pending()).toEqual([])
  })

  test('is given up after 1 s, 2 s and 4 s in words that say to load the thread', async () => {
    const {transport, network, reconnecting} = open([broken(CREATED), away(), away(), away(), away()])
    const failed = failure((await transport.fetch(API, create())).text())
    await later(10_000)
    expect(await failed).toMatchObject({
      name: 'TransportError',
      type: 'network',
      message: 'The connection was lost before the answer was complete.',
      retryable: true,
      reload: true,
    })
    expect(network.api()).toHaveLength(5)
    expect(reconnecting).toEqual([true, false])
    expect(pending()).toEqual([])
  })

  test.each([404, 409])(
    'to a server that answers %d cannot be followed: the thread has to be loaded',
    async (status) => {
      const {transport, network} = open([broken(CREATED), refusal(status)])
      const failed = failure((await transport.fetch(API, create())).text())
      await later(300)
      expect(await failed).toMatchObject({reload: true, status, message: /connection was lost/})
      expect(network.api()).toHaveLength(2)
    },
  )

  test('waits as long as the server asks', async () => {
    const {transport, network} = open([broken(CREATED), refusal(503, {'retry-after': '3'}), reply(END)])
    const text = (await transport.fetch(API, create())).text()
    await later(3200)
    expect(network.api()).toHaveLength(2)
    await later(100)
    expect(await text).toContain('thread.created')
  })

  test.each([
    ['the network is back', () => globalThis.dispatchEvent(new Event('online'))],
    [
      'the page comes back from the back-forward cache',
      () => globalThis.dispatchEvent(Object.assign(new Event('pageshow'), {persisted: true})),
    ],
    ['the tab is shown', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('is mended at once when %s', async (_, happen) => {
    const {transport, network} = open([broken(CREATED), away(), reply(END)])
    const text = (await transport.fetch(API, create())).text()
    await later(260)
    expect(network.api()).toHaveLength(2)
    happen()
    expect(await text).toContain('thread.created')
    expect(network.api()).toHaveLength(3)
  })

  test('in a hidden tab is not given up: it is mended when the tab is shown', async () => {
    const visible = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const {transport} = open([broken(CREATED), away(), away(), away(), away(), reply(WORD + END)])
    const text = (await transport.fetch(API, create())).text()
    await later(2 * MINUTE)
    visible.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(await text).toContain('progress_update')
    expect(jest.getTimerCount()).toBe(0)
  })

  test('is not mended for a reader who has stopped', async () => {
    const {transport, network} = open([broken(CREATED)])
    const stop = new AbortController()
    const failed = failure((await transport.fetch(API, {...create(), signal: stop.signal})).text())
    await later(100)
    stop.abort()
    expect(await failed).toMatchObject({name: 'AbortError'})
    await later(1000)
    const [asked] = network.api()
    const key = new Headers(asked?.init.headers).get('idempotency-key')
    expect(network.api().map(({url, init}) => [init.method, url, init.keepalive])).toEqual([
      ['POST', API, undefined],
      ['DELETE', `${API}/runs/${key}`, true],
    ])
  })
})

describe('a stop', () => {
  test('is sent until it arrives', async () => {
    const {transport, network} = open([broken(CREATED), away(), refusal(502), new Response(null, {status: 204})])
    const stop = new AbortController()
    const {body} = await transport.fetch(API, {...create(), signal: stop.signal})
    await body?.getReader().read()
    stop.abort()
    await later(10_000)
    expect(network.api().map(({init}) => init.method)).toEqual(['POST', 'DELETE', 'DELETE', 'DELETE'])
    expect(pending()).toEqual([])
  })

  test('after the end stops nothing', async () => {
    const {transport, network} = open([reply(CREATED + END)])
    const stop = new AbortController()
    await (await transport.fetch(API, {...create(), signal: stop.signal})).text()
    stop.abort()
    await later(1000)
    expect(network.api()).toHaveLength(1)
  })

  test('of a question that never left tells the server nothing', async () => {
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const {transport, network} = open([])
    const stop = new AbortController()
    const failed = failure(transport.fetch(API, {...create(), signal: stop.signal}))
    await later(500)
    stop.abort()
    expect(await failed).toMatchObject({name: 'AbortError'})
    await later(10_000)
    expect(network.calls).toEqual([])
    expect(pending()).toEqual([])
  })
})

describe('a question that is on its way', () => {
  test('is written down before it is sent, until the end of its answer', async () => {
    const {transport, header} = open([reply(CREATED + END)])
    const asking = transport.fetch(API, create('Written?'))
    await later(0)
    const response = await asking
    expect(pending()).toEqual([
      {
        key: header('idempotency-key')[0],
        url: API,
        operation: 'threads.create',
        body: create('Written?').body,
        failed: false,
      },
    ])
    await response.text()
    expect(pending()).toEqual([])
  })

  test.each([400, 404, 409, 413, 429])('is forgotten when the server refuses it with %d', async (status) => {
    const {transport} = open([refusal(status)])
    expect((await transport.fetch(API, create())).status).toBe(status)
    expect(pending()).toEqual([])
  })

  test.each([true, false])(
    'for a busy thread is handed back at once to a client that gives way by itself: %s',
    async (givesWay) => {
      const {transport, network, reconnecting} = open([refusal(409, {'retry-after': '1'}), reply(CREATED + END)], {
        givesWay,
      })
      const asked = transport.fetch(API, add('Me too!'))
      await later(2000)
      expect((await asked).status).toBe(givesWay ? 409 : 200)
      expect(network.api()).toHaveLength(givesWay ? 1 : 2)
      if (givesWay) expect([pending(), reconnecting]).toEqual([[], []])
    },
  )

  test('and was refused only after an attempt without a reply keeps its key: that attempt may have arrived', async () => {
    const {transport, header} = open([away(), refusal(403), reply(CREATED + END)])
    const refused = transport.fetch(API, create('Same?'))
    await later(2000)
    expect((await refused).status).toBe(403)
    expect(pending()).toMatchObject([{failed: true}])
    await (await transport.fetch(API, create('Same?'))).text()
    expect(new Set(header('idempotency-key')).size).toBe(1)
    expect(pending()).toEqual([])
  })

  test('and is larger than what storage should hold is only remembered by the page', async () => {
    const {transport} = open(['silence'])
    void transport.fetch(API, create('x'.repeat(100_001))).catch(() => {})
    await later(0)
    expect(pending()).toEqual([])
  })

  test('works where storage is full or forbidden', async () => {
    const refuse = () => {
      throw new DOMException('Full.', 'QuotaExceededError')
    }
    const storage: StorageLike = {getItem: refuse, setItem: refuse, removeItem: refuse}
    const {transport} = open([reply(CREATED + END)], {storage})
    expect(await (await transport.fetch(API, create())).text()).toContain('thread.created')
    expect(await transport.recover()).toBeUndefined()
  })

  test('and failed, nobody knows how far, goes out under the same key when it is asked again, from another page too', async () => {
    let url = '/docs/a'
    const {transport, network, header} = open([away(), away(), away(), away(), reply(CREATED + END)], {
      getPageContext: () => ({url}),
    })
    const failed = failure(transport.fetch(API, create('Same?')))
    await later(10_000)
    expect(await failed).toMatchObject({type: 'network', retryable: true})
    expect(pending()).toMatchObject([{failed: true}])
    url = '/docs/b'
    await (await transport.fetch(API, create('Same?'))).text()
    expect(new Set(header('idempotency-key')).size).toBe(1)
    expect(new Set(network.api().map(({init}) => init.body)).size).toBe(1)
    await (await transport.fetch(API, create('Same?'))).text().catch(() => {})
    expect(new Set(header('idempotency-key')).size).toBe(2)
  })

  test('and broke off before anything of its answer came goes out under the same key too', async () => {
    const {transport, header} = open([broken(''), away(), away(), away(), reply(CREATED + END)])
    const failed = failure((await transport.fetch(API, create('Same?'))).text())
    await later(10_000)
    expect(await failed).toMatchObject({message: /connection was lost/, retryable: true, reload: false})
    await (await transport.fetch(API, create('Same?'))).text()
    expect(header('idempotency-key')).toHaveLength(5)
    expect(new Set(header('idempotency-key')).size).toBe(1)
  })

  test('and was taken is not asked for again once its reader has gone elsewhere', async () => {
    const {transport} = open([reply('', {breaks: true})])
    const leave = new AbortController()
    const response = await transport.fetch(API, {...create(), signal: leave.signal})
    leave.abort(new DOMException('Elsewhere.', 'ChatKitDetach'))
    expect(await failure(response.text())).toMatchObject({name: 'ChatKitDetach'})
    expect(pending()).toEqual([])
  })

  test('and failed is forgotten when the conversation goes on without it', async () => {
    const {transport} = open([away(), away(), away(), away(), reply(CREATED + END)])
    const failed = failure(transport.fetch(API, create('First?')))
    await later(10_000)
    await failed
    await (await transport.fetch(API, create('Second?'))).text()
    expect(pending()).toEqual([])
  })

  test('whose thread is gone goes out under another key', async () => {
    const {transport, header} = open([refusal(404), reply(CREATED + END)])
    await (await transport.fetch(API, add('Gone?'))).text()
    expect(new Set(header('idempotency-key')).size).toBe(2)
    expect(pending()).toEqual([])
  })
})

describe('after a reload', () => {
  const leave = (request: RequestInit) => {
    const {transport} = open(['silence'])
    void transport.fetch(API, request).catch(() => {})
    return later(0).then(() => transport.dispose())
  }

  test('nothing is sent when nothing was on its way', async () => {
    const {transport, network} = open([])
    expect(await transport.recover()).toBeUndefined()
    expect(network.calls).toEqual([])
  })

  test('a question is sent once more, and its thread is known as soon as the server says so', async () => {
    await leave(create('Where?'))
    const [left] = pending()
    const {transport, header, network} = open([broken(CREATED)])
    expect(await transport.recover()).toEqual({threadId: 'thr_1'})
    expect(header('idempotency-key')).toEqual([left?.key])
    expect(network.api()[0]?.init.body).toBe(create('Where?').body)
    await later(1000)
    expect(network.api()).toHaveLength(1)
    expect(pending()).toEqual([])
  })

  test('a follow-up has its thread, whose answer is not waited for', async () => {
    await leave(add('And then?', 'thr_7'))
    const {transport} = open([reply('')])
    expect(await transport.recover()).toEqual({threadId: 'thr_7'})
    expect(pending()).toEqual([])
  })

  test('a follow-up whose thread is gone is in a new one', async () => {
    await leave(add('And then?', 'thr_7'))
    const {transport} = open([refusal(404), broken(CREATED)])
    expect(await transport.recover()).toEqual({threadId: 'thr_1'})
  })

  test('a question that the server refuses comes back to the reader', async () => {
    await leave(create('Too much?'))
    const {transport} = open([refusal(413)])
    expect(await transport.recover()).toEqual({question: 'Too much?'})
    expect(pending()).toEqual([])
  })

  test('a question stays written down while the server is away, for the next try', async () => {
    await leave(create('Still?'))
    const {transport, network} = open([away(), away(), away(), away(), broken(CREATED)])
    const failed = failure(transport.recover())
    await later(10_000)
    expect(await failed).toMatchObject({type: 'network', retryable: true})
    expect(network.api()).toHaveLength(4)
    expect(pending()).toHaveLength(1)
    expect(await transport.recover()).toEqual({threadId: 'thr_1'})
  })

  test('a question for a server that no longer knows keys comes back to the reader, and is not sent', async () => {
    await leave(create('Which?'))
    sessionStorage.removeItem(`chatkit:session:${API}`)
    const network = createNetwork()
    const transport = createTransport({apiUrl: API, sessionUrl: SESSION, fetch: network.fetch})
    expect(await transport.recover()).toEqual({question: 'Which?'})
    expect(network.api()).toEqual([])
  })
})
