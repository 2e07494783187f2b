import {type Answer, API, type Call, createNetwork, MINUTE, SESSION, sessionReply} from './__fixtures__/network.ts'
import {createTransport, type Session, type TransportError, type TransportOptions} from './index.ts'

function create(network: {fetch: typeof fetch}, options: Partial<TransportOptions> = {}) {
  return createTransport({apiUrl: API, sessionUrl: SESSION, fetch: network.fetch, ...options})
}

const envelope = (type: string) => ({method: 'POST', body: JSON.stringify({type, params: {}})})
const READ = envelope('threads.list')
const TURN = envelope('threads.create')
const offline = () => new TypeError('Failed to fetch')
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as TransportError,
  )

beforeEach(() => {
  jest.useFakeTimers()
  sessionStorage.clear()
})
afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

describe('the session', () => {
  test('is asked for by the first request and carried by all', async () => {
    const network = createNetwork()
    const transport = create(network)
    expect(network.calls).toHaveLength(0)
    await transport.fetch(API, TURN)
    await transport.fetch(API, READ)
    expect(network.sessions().map(({init}) => [init.method, init.body])).toEqual([['POST', '{}']])
    expect(network.api().map(({bearer}) => bearer)).toEqual(['Bearer secret-1', 'Bearer secret-1'])
  })

  test('is one request, however many wait for it', async () => {
    const network = createNetwork()
    const transport = create(network)
    await Promise.all([transport.ensureSession(), transport.fetch(API, READ), transport.fetch(API, TURN)])
    expect(network.sessions()).toHaveLength(1)
  })

  test('outlives a reload', async () => {
    const network = createNetwork()
    await create(network).ensureSession()
    await create(network).fetch(API, READ)
    expect(network.sessions()).toHaveLength(1)
    expect(network.api()[0]?.bearer).toBe('Bearer secret-1')
  })

  test('does not reach another backend after a reload', async () => {
    const network = createNetwork()
    await create(network).ensureSession()
    await create(network, {apiUrl: 'https://other.example/chatkit'}).fetch('https://other.example/chatkit', READ)
    expect(network.sessions()).toHaveLength(2)
  })

  test('works with storage that is blocked', async () => {
    jest.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('Blocked.', 'SecurityError')
    })
    const network = createNetwork()
    const transport = create(network)
    await transport.fetch(API, READ)
    await transport.fetch(API, READ)
    expect(network.sessions()).toHaveLength(1)
  })

  test('is renewed with the old secret on 401, once for all who wait, and the same bytes go out again', async () => {
    const expired = () => new Response(null, {status: 401})
    const network = createNetwork({api: [expired(), expired()]})
    const onSession = jest.fn<undefined, [Session]>()
    const transport = create(network, {onSession, getPageContext: () => ({url: `/page-${Math.random()}`})})
    const [first, second] = await Promise.all([transport.fetch(API, TURN), transport.fetch(API, READ)])
    expect([first?.status, second?.status]).toEqual([200, 200])
    expect(network.sessions().map(({bearer}) => bearer)).toEqual([null, 'Bearer secret-1'])
    const [turn, read, turnAgain, readAgain] = network.api()
    expect([turnAgain?.bearer, readAgain?.bearer]).toEqual(['Bearer secret-2', 'Bearer secret-2'])
    expect([turnAgain?.init.body, readAgain?.init.body]).toEqual([turn?.init.body, read?.init.body])
    expect(onSession.mock.calls.map(([session]) => session.clientSecret)).toEqual(['secret-1', 'secret-2'])
  })

  test('that stays refused is handed to the caller', async () => {
    const refused = () => Response.json({error: {type: 'Unauthorized', message: 'No.'}}, {status: 401})
    const network = createNetwork({api: [refused(), refused()]})
    const response = await create(network).fetch(API, TURN)
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({error: {type: 'Unauthorized', message: 'No.'}})
    expect(network.api()).toHaveLength(2)
  })

  test('that the backend no longer renews starts anew', async () => {
    const network = createNetwork({api: [new Response(null, {status: 401})]})
    const transport = create(network)
    await transport.ensureSession()
    const refusing = createNetwork({
      session: [new Response(null, {status: 403})],
      api: [new Response(null, {status: 401})],
    })
    await create(refusing).fetch(API, READ)
    expect(refusing.sessions().map(({bearer}) => bearer)).toEqual(['Bearer secret-1', null])
  })

  test('is renewed before it ends', async () => {
    const network = createNetwork({session: [sessionReply('old', 10 * MINUTE)]})
    const transport = create(network)
    await transport.fetch(API, READ)
    jest.setSystemTime(Date.now() + 9.5 * MINUTE)
    await transport.fetch(API, READ)
    expect(network.sessions().map(({bearer}) => bearer)).toEqual([null, 'Bearer old'])
    expect(network.api().map(({bearer}) => bearer)).toEqual(['Bearer old', 'Bearer secret-1'])
  })

  test('is used to its end when renewing early does not work', async () => {
    const network = createNetwork({session: [sessionReply('old', 10 * MINUTE), new Response(null, {status: 400})]})
    const transport = create(network)
    await transport.ensureSession()
    jest.setSystemTime(Date.now() + 9.5 * MINUTE)
    await transport.fetch(API, READ)
    expect(network.api()[0]?.bearer).toBe('Bearer old')
  })

  test('may come from the host', async () => {
    const getClientSecret = jest.fn((existing: string | null) => Promise.resolve(existing ? 'second' : 'first'))
    const network = createNetwork({api: [new Response(null, {status: 401})]})
    await create(network, {getClientSecret}).fetch(API, TURN)
    expect(getClientSecret.mock.calls).toEqual([[null], ['first']])
    expect(network.api().map(({bearer}) => bearer)).toEqual(['Bearer first', 'Bearer second'])
    expect(network.sessions()).toHaveLength(0)
  })

  test('that comes from the host whole says what the server can do', async () => {
    const reply = {client_secret: 'own', session_id: 's1', expires_at: '2030-01-01T00:00:00Z', capabilities: ['resume']}
    const session = await create(createNetwork({}), {getClientSecret: async () => reply}).ensureSession()
    expect(session).toEqual({
      clientSecret: 'own',
      sessionId: 's1',
      expiresAt: Date.parse('2030-01-01T00:00:00Z'),
      capabilities: ['resume'],
    })
  })

  test.each([[''], [undefined], [{secret: 'x'}]])(
    'that the host does not have fails in words: %j',
    async (supplied) => {
      const getClientSecret = async (): Promise<string> => supplied as string
      const error = await failure(create(createNetwork({}), {getClientSecret}).ensureSession())
      expect(error).toMatchObject({name: 'TransportError', type: 'session', retryable: false})
    },
  )

  test.each<[string, () => Answer, Partial<TransportError>]>([
    ['refused', () => new Response(null, {status: 403}), {type: 'session', retryable: false, status: 403}],
    ['answered by a web page', () => new Response('<!doctype html>'), {type: 'session', retryable: true, status: 200}],
    ['answered by another API', () => new Response('{"ok": true}'), {type: 'session', retryable: false, status: 200}],
    [
      'limited for longer than one waits',
      () => new Response(null, {status: 429, headers: {'retry-after': '42'}}),
      {
        type: 'backend',
        retryable: true,
        retryAfter: 42,
        message: 'Too many questions at once. Try again in 42 seconds.',
      },
    ],
  ])('that is %s fails in words', async (_, answer, expected) => {
    const error = await failure(create(createNetwork({session: [answer()]})).ensureSession())
    expect(error).toMatchObject({name: 'TransportError', ...expected})
  })

  test('is tried four times while the backend is away, then again when asked', async () => {
    const network = createNetwork({session: [offline(), offline(), offline(), offline()]})
    const transport = create(network)
    const failed = failure(transport.fetch(API, TURN))
    await jest.advanceTimersByTimeAsync(10_000)
    expect(await failed).toMatchObject({
      type: 'network',
      retryable: true,
      message: "The assistant can't be reached right now.",
    })
    expect(network.sessions()).toHaveLength(4)
    expect(network.api()).toHaveLength(0)
    await transport.fetch(API, TURN)
    expect(network.api()).toHaveLength(1)
  })

  test('gives up on a backend that does not answer for 5 s', async () => {
    const network = createNetwork({session: ['silence', sessionReply('late')]})
    const waiting = create(network).ensureSession()
    await jest.advanceTimersByTimeAsync(4999)
    expect(network.sessions()).toHaveLength(1)
    await jest.advanceTimersByTimeAsync(1300)
    expect((await waiting).clientSecret).toBe('late')
  })
})

describe('where things go', () => {
  test('a URL outside the API passes through untouched', async () => {
    const network = createNetwork()
    const init = {method: 'PUT', body: 'file', signal: new AbortController().signal}
    await create(network, {getPageContext: () => ({url: '/'})}).fetch('https://uploads.example/file', init)
    expect(network.calls).toHaveLength(1)
    expect(network.calls[0]?.init).toBe(init)
  })

  test('redirects are not followed with a secret', async () => {
    const network = createNetwork()
    await create(network).fetch(API, READ)
    expect(network.calls.map(({init}) => init.redirect)).toEqual(['error', 'error'])
  })

  test("the element's own headers stay", async () => {
    const network = createNetwork()
    const headers = {'Accept-Language': 'ur', 'Content-Type': 'application/json', Authorization: 'Bearer mine'}
    await create(network).fetch(API, {...READ, headers})
    const sent = new Headers(network.api()[0]?.init.headers)
    expect(sent.get('accept-language')).toBe('ur')
    expect(sent.get('content-type')).toBe('application/json')
    expect(sent.get('authorization')).toBe('Bearer secret-1')
  })

  test('a relative API address is resolved against the page, also when called with a Request', async () => {
    const network = createNetwork()
    const transport = create(network, {apiUrl: '/chatkit'})
    await transport.fetch(new Request(new URL('/chatkit', document.baseURI), TURN))
    const sent = network.calls.find(({url}) => url === new URL('/chatkit', document.baseURI).href)
    expect(sent?.bearer).toBe('Bearer secret-1')
    expect(sent?.init).toMatchObject(TURN)
  })

  test('the page is read at the time of the question', async () => {
    const network = createNetwork()
    let url = '/docs/a'
    const transport = create(network, {getPageContext: () => ({url})})
    await transport.fetch(API, TURN)
    url = '/docs/b'
    await transport.fetch(API, TURN)
    const pages = network.api().map(({init}) => (JSON.parse(init.body as string) as {metadata: unknown}).metadata)
    expect(pages).toEqual([{page: {url: '/docs/a'}}, {page: {url: '/docs/b'}}])
  })
})

describe('retries', () => {
  test('a read is sent again until it works', async () => {
    const network = createNetwork({api: [offline(), new Response(null, {status: 502})]})
    const waiting = create(network).fetch(API, READ)
    await jest.advanceTimersByTimeAsync(5000)
    expect((await waiting).status).toBe(200)
    expect(network.api()).toHaveLength(3)
  })

  test('the last 5xx is handed over with its body', async () => {
    const down = () => Response.json({error: {type: 'Unavailable', message: 'Down.'}}, {status: 503})
    const network = createNetwork({api: [down(), down(), down(), down()]})
    const waiting = create(network).fetch(API, READ)
    await jest.advanceTimersByTimeAsync(10_000)
    expect(await (await waiting).json()).toEqual({error: {type: 'Unavailable', message: 'Down.'}})
  })

  test('a question whose fate is unknown is not asked twice', async () => {
    const network = createNetwork({api: [offline()]})
    expect(await failure(create(network).fetch(API, TURN))).toMatchObject({
      type: 'network',
      retryable: true,
      message: "The assistant can't be reached right now.",
    })
    await jest.advanceTimersByTimeAsync(60_000)
    expect(network.api()).toHaveLength(1)
  })

  test('a waiting retry goes at once when the browser is back online', async () => {
    const network = createNetwork({api: [offline()]})
    const transport = create(network)
    await transport.ensureSession()
    const waiting = transport.fetch(API, READ)
    await jest.advanceTimersByTimeAsync(1)
    expect(network.api()).toHaveLength(1)
    globalThis.dispatchEvent(new Event('online'))
    expect((await waiting).status).toBe(200)
  })

  test('a question asked offline leaves when the connection is back', async () => {
    const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const network = createNetwork()
    const waiting = create(network).fetch(API, TURN)
    await jest.advanceTimersByTimeAsync(500)
    expect(network.calls).toHaveLength(0)
    onLine.mockReturnValue(true)
    globalThis.dispatchEvent(new Event('online'))
    expect((await waiting).status).toBe(200)
    expect(network.api()).toHaveLength(1)
  })

  test('an offline browser says so', async () => {
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const network = createNetwork({api: [offline()]})
    const failed = failure(create(network).fetch(API, TURN))
    await jest.advanceTimersByTimeAsync(30_000)
    expect((await failed)?.message).toBe('You seem to be offline. Check your connection.')
  })
})

describe('deadlines and aborts', () => {
  test('a question without a reply for 30 s fails as our fault', async () => {
    const network = createNetwork({api: ['silence']})
    const failed = failure(create(network).fetch(API, TURN))
    await jest.advanceTimersByTimeAsync(30_001)
    expect(await failed).toMatchObject({type: 'backend', retryable: true, message: 'Something went wrong on our side.'})
  })

  test.each<[string, Answer]>([
    ['a reply', 'silence'],
    ['a retry', offline()],
  ])("aborting while it waits for %s rejects with the caller's reason", async (_, answer) => {
    const network = createNetwork({api: [answer]})
    const controller = new AbortController()
    const failed = failure(create(network).fetch(API, {...READ, signal: controller.signal}))
    await jest.advanceTimersByTimeAsync(10)
    const reason = new DOMException('Stopped.', 'AbortError')
    controller.abort(reason)
    expect(await failed).toBe(reason)
    expect(jest.getTimerCount()).toBe(0)
  })

  test('all this holds in a browser without AbortSignal.any', async () => {
    const any = Object.getOwnPropertyDescriptor(AbortSignal, 'any') ?? {}
    Object.defineProperty(AbortSignal, 'any', {...any, value: undefined})
    try {
      const network = createNetwork({api: ['silence']})
      const controller = new AbortController()
      const failed = failure(create(network).fetch(API, {...TURN, signal: controller.signal}))
      await jest.advanceTimersByTimeAsync(10)
      controller.abort()
      expect(await failed).toMatchObject({name: 'AbortError'})
    } finally {
      Object.defineProperty(AbortSignal, 'any', any)
    }
  })

  test('aborting one request leaves the session request to the others', async () => {
    const network = createNetwork({session: [offline()]})
    const transport = create(network)
    const controller = new AbortController()
    const stopped = failure(transport.fetch(API, {...TURN, signal: controller.signal}))
    const other = transport.fetch(API, TURN)
    await jest.advanceTimersByTimeAsync(10)
    controller.abort()
    expect(await stopped).toMatchObject({name: 'AbortError'})
    await jest.advanceTimersByTimeAsync(2000)
    expect((await other).status).toBe(200)
  })

  test('after dispose nothing is sent', async () => {
    const network = createNetwork()
    const transport = create(network)
    transport.dispose()
    expect(await failure(transport.fetch(API, TURN))).toMatchObject({name: 'AbortError'})
    expect(network.calls).toHaveLength(0)
  })
})

describe('a thread that this session cannot reach', () => {
  const input = {content: [{type: 'input_text', text: 'And a service?'}]}
  const followUp = {
    method: 'POST',
    body: JSON.stringify({type: 'threads.add_user_message', params: {thread_id: 'thr_old', input}, metadata: {a: 1}}),
  }
  const gone = () => Response.json({error: {type: 'NotFound', message: 'Not found.'}}, {status: 404})
  const sent = (call: Call | undefined) => JSON.parse(call?.init.body as string) as unknown

  test('loses no question: after a new session it opens a thread of its own', async () => {
    const network = createNetwork({
      session: [sessionReply('old'), new Response(null, {status: 401}), sessionReply('new')],
      api: [new Response(null, {status: 401}), gone()],
    })
    const transport = create(network, {getPageContext: () => ({url: '/docs/topics'})})
    const response = await transport.fetch(API, followUp)
    expect(response.status).toBe(200)
    expect(network.api().map(({bearer}) => bearer)).toEqual(['Bearer old', 'Bearer new', 'Bearer new'])
    expect(sent(network.api().at(-1))).toEqual({
      type: 'threads.create',
      params: {input},
      metadata: {a: 1, page: {url: '/docs/topics'}},
    })
  })

  test('is tried once: where nothing is found at all, the answer says so', async () => {
    const network = createNetwork({api: [gone(), gone()]})
    const response = await create(network).fetch(API, followUp)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({error: {message: 'Not found.'}})
    expect(network.api()).toHaveLength(2)
  })

  test('is told as it is to whoever only reads it', async () => {
    const network = createNetwork({api: [gone()]})
    const read = {method: 'POST', body: JSON.stringify({type: 'threads.get_by_id', params: {thread_id: 'thr_old'}})}
    expect((await create(network).fetch(API, read)).status).toBe(404)
    expect(network.api()).toHaveLength(1)
  })
})
