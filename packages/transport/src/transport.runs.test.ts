/** @jest-environment node */
import type {Thread, ThreadStreamEvent} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {MemoryRunLog} from 'chatkit-server'
import {type Proxy, startProxy} from '../../../scripts/lib/proxy.js'
import {type Backend, startBackend} from './__fixtures__/run-server.ts'
import {createTransport, type StorageLike, type TransportError, type TransportOptions} from './index.ts'

let backend: Backend
let proxy: Proxy
let transports: {dispose(): void}[] = []

async function start(...options: Parameters<typeof startBackend>) {
  backend = await startBackend(...options)
  proxy = await startProxy(backend.url)
}
afterEach(async () => {
  for (const transport of transports) transport.dispose()
  transports = []
  await proxy.close()
  await backend.close()
})

function createStorage(): StorageLike {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

/** A page with the transport in it. Two of one storage are a page before and after a reload. */
function open(storage = createStorage(), options: Partial<TransportOptions> = {}) {
  const transport = createTransport({
    apiUrl: `${proxy.url}/chatkit`,
    sessionUrl: `${proxy.url}/session`,
    storage,
    ...options,
  })
  transports.push(transport)
  const post = (body: object, signal?: AbortSignal) =>
    transport.fetch(`${proxy.url}/chatkit`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(body),
      ...(signal ? {signal} : {}),
    })
  return {
    ...transport,
    storage,
    ask: (text: string, {thread, signal}: {thread?: string; signal?: AbortSignal} = {}) => {
      const input = {content: [{type: 'input_text', text}], attachments: [], inference_options: {}}
      const type = thread === undefined ? 'threads.create' : 'threads.add_user_message'
      return post({type, params: thread === undefined ? {input} : {thread_id: thread, input}}, signal)
    },
    async load(thread: string): Promise<{thread: Thread; runId: string | null}> {
      const response = await post({type: 'threads.get_by_id', params: {thread_id: thread}})
      return {thread: (await response.json()) as Thread, runId: response.headers.get('chatkit-run-id')}
    },
    attach: (runId: string, signal?: AbortSignal) =>
      transport.fetch(`${proxy.url}/chatkit/runs/${runId}`, signal ? {signal} : {}),
  }
}

/** What a client sees of an answer while it arrives. */
function watch(response: Response) {
  const events: ThreadStreamEvent[] = []
  let failure: unknown
  let wake = () => {}
  const read = async () => {
    if (!response.body) throw new Error('There is no body.')
    for await (const {data, id} of decodeSse(response.body)) {
      if (id !== undefined) throw new Error('A stock stream has no ids.')
      events.push(JSON.parse(data) as ThreadStreamEvent)
      wake()
    }
  }
  const over = read().catch((error: unknown) => {
    failure = error
    wake()
  })
  const text = () =>
    events
      .map((event) => (event.type === 'thread.item.updated' && 'delta' in event.update ? event.update.delta : ''))
      .join('')
  return {
    events,
    text,
    threadId: () => events.flatMap((event) => (event.type === 'thread.created' ? [event.thread.id] : []))[0] ?? '',
    async until(wanted: string) {
      while (!text().includes(wanted)) {
        if (failure) throw failure as Error
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    /** Resolves with what the body failed with, or undefined. */
    async end() {
      await over
      return failure as TransportError | undefined
    },
  }
}

const detach = () => new DOMException('Elsewhere.', 'ChatKitDetach')

/** Asks, reads the beginning of the answer, and goes elsewhere: the server writes on. */
async function askAndLeave(page: ReturnType<typeof open>, beginning: string) {
  const leave = new AbortController()
  const answer = watch(await page.ask('Go on', {signal: leave.signal}))
  backend.server.say(beginning)
  await answer.until(beginning)
  leave.abort(detach())
  const failure = await answer.end()
  const {runId} = await page.load(answer.threadId())
  return {threadId: answer.threadId(), runId: runId ?? '', failure}
}

const types = (thread: Thread) => thread.items.data.map(({type}) => type)
const turns = () => backend.requests.filter(({method, url}) => method === 'POST' && url === '/chatkit')
const seen = (method: string) => backend.requests.filter((request) => request.method === method)
const until = async (condition: () => boolean | Promise<boolean>) => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('an answer whose connection breaks', () => {
  beforeEach(() => start())

  test('goes on where it was, in one body, asked once and under one key', async () => {
    const reconnecting: boolean[] = []
    const page = open(createStorage(), {onReconnecting: (state) => reconnecting.push(state)})
    const answer = watch(await page.ask('What is a topic?'))
    backend.server.say('A topic ')
    await answer.until('A topic ')
    await proxy.cut()
    backend.server.say('is a named ')
    await proxy.restore()
    await answer.until('named ')
    backend.server.say('bus.')
    backend.server.finish()
    expect(await answer.end()).toBeUndefined()
    expect(answer.text()).toBe('A topic is a named bus.')
    expect(answer.events.map(({type}) => type)).toEqual([
      'thread.created',
      'thread.item.done',
      'stream_options',
      'thread.item.added',
      ...Array<string>(3).fill('thread.item.updated'),
      'thread.item.done',
    ])
    const [first, second] = turns()
    expect(backend.server.asked).toEqual(['What is a topic?'])
    expect(first?.headers['last-event-id']).toBeUndefined()
    expect(second?.headers['last-event-id']).toBe('5')
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
    expect(reconnecting).toEqual([true, false])
  })

  test('breaks at any byte, again and again, and nothing is lost or doubled', async () => {
    const words = Array.from({length: 40}, (_, index) => `wörd-${index} 🤖 `)
    const page = open()
    await page.ensureSession()
    await proxy.cut()
    await proxy.restore()
    // Each connection goes on for some more of the answer. The first ends in the middle of the head of the reply.
    proxy.limits = [17, 700, 900, 833]
    const asking = page.ask('Many words')
    await until(() => backend.server.asked.length > 0)
    backend.server.say(...words)
    backend.server.finish()
    const answer = watch(await asking)
    expect(await answer.end()).toBeUndefined()
    expect(answer.text()).toBe(words.join(''))
    expect(answer.events.filter(({type}) => type === 'thread.item.done')).toHaveLength(2)
    expect(backend.server.asked).toEqual(['Many words'])
    expect(proxy.limits).toEqual([])
  }, 20_000)

  test('is renewed without a word when the secret has expired meanwhile', async () => {
    const answer = watch(await open().ask('Long?'))
    backend.server.say('Yes')
    await answer.until('Yes')
    await proxy.cut()
    backend.expire()
    await proxy.restore()
    backend.server.say(', long.')
    backend.server.finish()
    expect(await answer.end()).toBeUndefined()
    expect(answer.text()).toBe('Yes, long.')
    expect(turns().map(({headers}) => headers.authorization)).toEqual([
      'Bearer secret-1',
      'Bearer secret-1',
      'Bearer secret-2',
    ])
  })

  test('goes on when nothing breaks but nothing comes either', async () => {
    const page = open(createStorage(), {timeouts: {silence: 200}})
    const answer = watch(await page.ask('Silent?'))
    backend.server.say('Not ')
    await answer.until('Not ')
    proxy.freeze('replies')
    backend.server.say('for long.')
    backend.server.finish()
    await until(() => turns().length === 2)
    await proxy.restore()
    expect(await answer.end()).toBeUndefined()
    expect(answer.text()).toBe('Not for long.')
  })
})

test('an answer that the server has forgotten as a stream is told anew from its thread', async () => {
  await start({runLog: new MemoryRunLog({maxFinishedChars: 0})})
  const answer = watch(await open().ask('Forgotten?'))
  backend.server.say('Half')
  await answer.until('Half')
  await proxy.cut()
  backend.server.say(' and half.')
  backend.server.finish()
  await until(
    async () =>
      (await backend.server.store.loadThreadItems(answer.threadId(), {limit: 9, after: null, order: 'asc'}, 'reader'))
        .data.length > 1,
  )
  await proxy.restore()
  expect(await answer.end()).toBeUndefined()
  const whole = answer.events.findLast((event) => event.type === 'thread.item.done')
  expect(whole).toMatchObject({item: {content: [{text: 'Half and half.'}]}})
})

describe('a question whose reply is not seen', () => {
  beforeEach(() => start())

  test('is sent again, and asked once', async () => {
    const page = open()
    await page.ensureSession()
    await proxy.cut()
    await proxy.restore()
    proxy.limits = [0]
    const asking = page.ask('Once?')
    await until(() => backend.server.asked.length > 0)
    await proxy.cut()
    await proxy.restore()
    backend.server.say('Once.')
    backend.server.finish()
    const answer = watch(await asking)
    expect(await answer.end()).toBeUndefined()
    expect(answer.text()).toBe('Once.')
    expect(backend.server.asked).toEqual(['Once?'])
    expect(turns()).toHaveLength(2)
  })

  test('is found again after a reload, and its answer can be followed', async () => {
    const storage = createStorage()
    const before = open(storage)
    await before.ensureSession()
    proxy.freeze('replies')
    void before.ask('Still there?').catch(() => {})
    await proxy.cut()
    before.dispose()
    await proxy.restore()

    const after = open(storage)
    const {threadId = ''} = (await after.recover()) ?? {}
    const {thread, runId} = await after.load(threadId)
    expect(types(thread)).toEqual(['user_message'])
    const answer = watch(await after.attach(runId ?? ''))
    backend.server.say('Still there.')
    await answer.until('there.')
    backend.server.finish()
    expect(await answer.end()).toBeUndefined()
    expect(backend.server.asked).toEqual(['Still there?'])
    expect((await after.load(threadId)).runId).toBeNull()
    expect(await after.recover()).toBeUndefined()
    expect(await open(storage).recover()).toBeUndefined()
  })

  test('is harmless in a tab that was duplicated', async () => {
    const storage = createStorage()
    const before = open(storage)
    const leaving = before.ask('Twice?')
    await until(() => backend.server.asked.length > 0)
    before.dispose()
    await leaving.catch(() => {})
    const copy = createStorage()
    for (const key of [`chatkit:pending:${proxy.url}/chatkit`, `chatkit:session:${proxy.url}/chatkit`]) {
      copy.setItem(key, storage.getItem(key) ?? '')
    }
    const found = await Promise.all([open(storage).recover(), open(copy).recover()])
    expect(found[0]?.threadId).toMatch(/^thr_/)
    expect(found[1]).toEqual(found[0])
    expect(backend.server.asked).toEqual(['Twice?'])
  })
})

describe('who leaves in the middle of an answer', () => {
  beforeEach(() => start())

  test('by Stop stops it at the server, keeps what came, and can ask on at once', async () => {
    const page = open()
    const stop = new AbortController()
    const answer = watch(await page.ask('Tell me all', {signal: stop.signal}))
    backend.server.say('All of')
    await answer.until('All of')
    stop.abort()
    expect(await answer.end()).toMatchObject({name: 'AbortError'})
    const next = watch(await page.ask('Only this', {thread: answer.threadId()}))
    backend.server.say('This.')
    backend.server.finish()
    expect(await next.end()).toBeUndefined()
    expect(seen('DELETE')).toHaveLength(1)
    expect(turns().filter(({headers}) => headers['idempotency-key'])).toHaveLength(2)
    const {thread} = await page.load(answer.threadId())
    expect(types(thread)).toEqual(['user_message', 'assistant_message', 'user_message', 'assistant_message'])
    expect(await open(page.storage).recover()).toBeUndefined()
  })

  test('by Stop with an expired secret still stops it', async () => {
    const page = open()
    const stop = new AbortController()
    const answer = watch(await page.ask('Tell me all', {signal: stop.signal}))
    backend.server.say('All of')
    await answer.until('All of')
    backend.expire()
    stop.abort()
    await answer.end()
    await until(() => seen('DELETE').length === 2)
    expect(seen('DELETE').map(({headers}) => headers.authorization)).toEqual(['Bearer secret-1', 'Bearer secret-2'])
    await until(async () => (await page.load(answer.threadId())).runId === null)
  })

  test('by Stop before any reply keeps the question, unanswered', async () => {
    const page = open()
    await page.ensureSession()
    proxy.freeze('replies')
    const stop = new AbortController()
    const asking = page.ask('Never mind', {signal: stop.signal})
    await until(() => turns().length === 1)
    stop.abort()
    await expect(asking).rejects.toMatchObject({name: 'AbortError'})
    await until(() => seen('DELETE').length === 1)
    await proxy.restore()
    const threads = () => backend.server.store.loadThreads({limit: 9, after: null, order: 'asc'}, 'reader')
    await until(async () => (await threads()).data.length > 0)
    const thread = (await threads()).data[0]?.id ?? ''
    await until(async () => (await page.load(thread)).runId === null)
    expect(types((await page.load(thread)).thread)).toEqual(['user_message'])
    expect(await open(page.storage).recover()).toBeUndefined()
  })

  test('for another thread leaves it to the server, which finishes it', async () => {
    const page = open()
    const {runId, failure} = await askAndLeave(page, 'Going ')
    expect(failure).toMatchObject({name: 'ChatKitDetach'})
    const again = watch(await page.attach(runId))
    await again.until('Going ')
    backend.server.say('on.')
    backend.server.finish()
    expect(await again.end()).toBeUndefined()
    expect(again.text()).toBe('Going on.')
    expect(seen('DELETE')).toHaveLength(0)
    expect(await open(page.storage).recover()).toBeUndefined()
  })

  test('before the question has arrived does not lose it', async () => {
    const page = open()
    await page.ensureSession()
    await proxy.cut()
    const leave = new AbortController()
    const asking = page.ask('Lost?', {signal: leave.signal})
    leave.abort(detach())
    await expect(asking).rejects.toMatchObject({name: 'ChatKitDetach'})
    await proxy.restore()
    await until(() => backend.server.asked.length > 0)
    expect(backend.server.asked).toEqual(['Lost?'])
  })

  test('while following it can stop it as well', async () => {
    const page = open()
    const {threadId, runId} = await askAndLeave(page, 'Going ')
    const stop = new AbortController()
    const again = watch(await page.attach(runId, stop.signal))
    await again.until('Going ')
    stop.abort()
    await until(async () => (await page.load(threadId)).runId === null)
    expect(types((await page.load(threadId)).thread)).toEqual(['user_message', 'assistant_message'])
  })
})

test('an answer that is followed goes on over a broken connection too', async () => {
  await start()
  const page = open()
  const {runId} = await askAndLeave(page, 'One ')
  const again = watch(await page.attach(runId))
  await again.until('One ')
  await proxy.cut()
  backend.server.say('two.')
  backend.server.finish()
  await proxy.restore()
  expect(await again.end()).toBeUndefined()
  expect(again.text()).toBe('One two.')
})

test('a question is told as a turn, and following its answer is not', async () => {
  await start()
  const onTurn = jest.fn()
  const page = open(createStorage(), {onTurn})
  const {runId} = await askAndLeave(page, 'One ')
  expect(onTurn).toHaveBeenCalledTimes(1)
  const again = watch(await page.attach(runId))
  backend.server.finish()
  await again.end()
  expect(onTurn).toHaveBeenCalledTimes(1)
})

test('a thread that is read tells of the run that writes there', async () => {
  await start()
  const reads: unknown[] = []
  const page = open(createStorage(), {onThreadRead: (read) => reads.push(read)})
  const answer = watch(await page.ask('Who writes?'))
  backend.server.say('I do.')
  await answer.until('I do.')
  await page.load(answer.threadId())
  backend.server.finish()
  await answer.end()
  await page.load(answer.threadId())
  const runId = turns()[0]?.headers['idempotency-key']
  expect(reads).toEqual([
    {threadId: answer.threadId(), runId},
    {threadId: answer.threadId(), runId: null},
  ])
})

test('a server that has announced nothing gets nothing new, and is asked once', async () => {
  await start()
  backend.capabilities = []
  const page = open()
  const answer = watch(await page.ask('Stock?'))
  backend.server.say('Stock ')
  await answer.until('Stock ')
  await proxy.cut()
  await proxy.restore()
  expect(await answer.end()).toMatchObject({name: 'TransportError', type: 'network', retryable: true})
  expect(turns()).toHaveLength(1)
  expect(Object.keys(turns()[0]?.headers ?? {})).not.toContain('idempotency-key')
  expect(await open(page.storage).recover()).toBeUndefined()
})
