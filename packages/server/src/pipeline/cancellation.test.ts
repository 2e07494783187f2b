import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {CancellableStream} from './cancellable.ts'
import {sampleAnswer, timeAt} from '../testing/samples.ts'
import {addRequest, createRequest, storedItems, TestServer, types} from '../__fixtures__/test-server.ts'

const NOTE = 'The user cancelled the stream. Stop responding to the prior request.'

const delta = (text: string): ThreadStreamEvent => ({
  type: 'thread.item.updated',
  item_id: 'msg_1',
  update: {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: text},
})

const PARTS: ThreadStreamEvent[] = [
  {type: 'progress_update', text: 'Searching'},
  {type: 'thread.item.added', item: sampleAnswer('msg_1', '')},
  delta('Hello, '),
  delta('World!'),
  {
    type: 'thread.item.updated',
    item_id: 'msg_1',
    update: {
      type: 'assistant_message.content_part.annotation_added',
      content_index: 0,
      annotation_index: 0,
      annotation: {type: 'annotation', source: {type: 'url', title: 'A', url: 'https://example.org'}},
    },
  },
  {
    type: 'thread.item.updated',
    item_id: 'msg_1',
    update: {
      type: 'assistant_message.content_part.done',
      content_index: 0,
      content: {type: 'output_text', text: 'Hello, World!', annotations: []},
    },
  },
  {type: 'thread.item.done', item: sampleAnswer('msg_1', 'Hello, World! Done.')},
]

/** Yields the parts and then waits until it is stopped. */
function hanging(parts: ThreadStreamEvent[] = PARTS) {
  const seen: {signal?: AbortSignal; cleanedUp: boolean} = {cleanedUp: false}
  const server = new TestServer(async function* (_thread, _input, _context, {signal}) {
    seen.signal = signal
    try {
      yield* parts
      if (signal.aborted) return
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), {once: true}))
    } finally {
      seen.cleanedUp = true
    }
  })
  return {server, seen}
}

/** What must be kept when the reader has received this many of the parts and the stream stops there. */
function expectedText(received: number): string | undefined {
  if (received >= PARTS.length) return 'Hello, World! Done.'
  if (received >= 4) return 'Hello, World!'
  return received === 3 ? 'Hello, ' : undefined
}

type Leave = (events: CancellableStream<ThreadStreamEvent>, controller: AbortController) => Promise<unknown>

const WAYS: [string, Leave][] = [
  ['by return(), as a reader under back-pressure does', (events) => events.return()],
  [
    'by return() while the next event is awaited',
    async (events) => {
      const pending = events.next()
      await events.return()
      return pending
    },
  ],
  ["by the request's signal while nobody reads", async (_events, controller) => controller.abort()],
  [
    "by the request's signal while the next event is awaited",
    async (events, controller) => {
      const pending = events.next()
      controller.abort()
      return pending
    },
  ],
  ['by throw()', (events) => events.throw(new Error('write failed'))],
]

/** Until nothing is left to do: cancelling may go on after the call that asked for it has returned. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise((resolve) => setImmediate(resolve))
}

describe.each(WAYS)('leaving %s', (way, leave) => {
  const OPENING_EVENTS = 3

  test.each(PARTS.map((_part, index) => index + 1))('after %i parts keeps what the reader saw', async (received) => {
    const {server, seen} = hanging()
    const controller = new AbortController()
    const {threadId, events} = await server.open(createRequest(), 'alice', {signal: controller.signal})
    for (let index = 0; index < OPENING_EVENTS + received; index++) await events.next()

    await leave(events, controller)
    await settle()

    const items = await storedItems(server.store, threadId)
    const answer = items.find((item) => item.type === 'assistant_message')
    const text = answer?.content.map((part) => part.text).join('')
    // Where an event is awaited while leaving, that one may still have counted.
    const allowed = way.includes('awaited')
      ? [expectedText(received), expectedText(received + 1)]
      : [expectedText(received)]
    expect(allowed).toContain(text)
    expect(items.at(-1)).toMatchObject({type: 'sdk_hidden_context', content: NOTE})
    expect(items.filter((item) => item.type === 'sdk_hidden_context')).toHaveLength(1)
    expect(seen.signal?.aborted).toBe(true)
    expect(seen.cleanedUp).toBe(true)
    expect(await events.next()).toEqual({done: true, value: undefined})
    expect(server.reports).toEqual([])
    // The thread is free again.
    await (await server.open(addRequest(threadId))).events.return()
  })

  test.each([0, 1, 2])('after %i opening events still leaves a note and calls no hook', async (received) => {
    const {server, seen} = hanging()
    const controller = new AbortController()
    const {threadId, events} = await server.open(createRequest(), 'alice', {signal: controller.signal})
    for (let index = 0; index < received; index++) await events.next()
    await leave(events, controller)
    await settle()
    expect((await storedItems(server.store, threadId)).map(({type}) => type)).toEqual([
      'user_message',
      'sdk_hidden_context',
    ])
    expect(seen.signal).toBeUndefined()
    expect(server.turns.liveThread(threadId)).toBeUndefined()
  })
})

test('annotations that were streamed are kept although the finished part lists none', async () => {
  const {server} = hanging()
  const {threadId, events} = await server.open(createRequest())
  for (let index = 0; index < 3 + 6; index++) await events.next()
  await events.return()
  const item = await server.store.loadItem(threadId, 'msg_1', 'alice')
  expect(item).toMatchObject({content: [{text: 'Hello, World!', annotations: [{source: {title: 'A'}}]}]})
})

test('of two messages that grow by turns every delta is kept, however many there were', async () => {
  const deltas = Array.from({length: 300}, (_, index) => (index < 150 ? ['msg_1'] : ['msg_1', 'msg_2'])).flat()
  const parts = deltas.map((item_id, index) => ({...delta(`${index} `), item_id}) as ThreadStreamEvent)
  const items = ['msg_1', 'msg_2'].map((id): ThreadStreamEvent => ({
    type: 'thread.item.added',
    item: sampleAnswer(id, ''),
  }))
  const {server} = hanging([...items, ...parts])
  const {threadId, events} = await server.open(createRequest())
  for (let index = 0; index < 3 + items.length + parts.length; index++) await events.next()
  await events.return()
  for (const id of ['msg_1', 'msg_2']) {
    const text = deltas.map((of, index) => (of === id ? `${index} ` : '')).join('')
    expect(await server.store.loadItem(threadId, id, 'alice')).toMatchObject({content: [{text}]})
  }
})

test('an unfinished message without text, and unfinished items of other types, are not stored', async () => {
  const {server} = hanging([
    {type: 'thread.item.added', item: sampleAnswer('msg_1', ' \n')},
    {
      type: 'thread.item.added',
      item: {
        type: 'workflow',
        id: 'wf_1',
        thread_id: 'thr_1',
        created_at: timeAt(1),
        workflow: {type: 'custom', tasks: [], expanded: false},
      },
    },
  ])
  const {threadId, events} = await server.open(createRequest())
  for (let index = 0; index < 5; index++) await events.next()
  await events.return()
  expect((await storedItems(server.store, threadId)).map(({type}) => type)).toEqual([
    'user_message',
    'sdk_hidden_context',
  ])
})

test('a changed thread is not saved when the turn is stopped', async () => {
  const server = new TestServer(async function* (thread) {
    yield {type: 'progress_update', text: 'one'}
    thread.title = 'Not yet'
    yield {type: 'progress_update', text: 'two'}
  })
  const {threadId, events} = await server.open(createRequest())
  for (let index = 0; index < 5; index++) await events.next()
  await events.return()
  expect((await server.store.loadThread(threadId, 'alice')).title).toBeUndefined()
})

test('a stop that comes while the thread is being saved frees the thread without another read', async () => {
  const server = new TestServer(async function* (thread) {
    thread.title = 'Changed'
    yield {type: 'progress_update', text: 'one'}
    yield {type: 'progress_update', text: 'two'}
  })
  const {threadId, events} = await server.open(createRequest())
  for (let index = 0; index < 4; index++) await events.next()
  const save = server.memory.saveThread.bind(server.memory)
  server.memory.saveThread = async (thread, context) => {
    server.memory.saveThread = save
    // By the server itself, as when a newer message takes over: nobody calls return().
    void server.turns.cancelAll(threadId, 'Stopped.')
    await save(thread, context)
  }
  expect(await events.next()).toMatchObject({value: {type: 'thread.updated'}})
  await settle()
  expect(server.turns.liveThread(threadId)).toBeUndefined()
  expect(await events.next()).toMatchObject({value: {type: 'error', message: 'Stopped.'}})
  expect(await events.next()).toEqual({done: true, value: undefined})
})

test('a hook that ignores its signal does not hold up the next turn', async () => {
  const server = new TestServer(async function* () {
    yield {type: 'progress_update', text: 'one'}
    await new Promise(() => {})
  })
  const {threadId, events} = await server.open(createRequest())
  for (let index = 0; index < 4; index++) await events.next()
  const pending = events.next()
  await events.return()
  expect(await pending).toEqual({done: true, value: undefined})
  await (await server.open(addRequest(threadId))).events.return()
})

test('a failing onCancelled hook is reported and the thread is freed', async () => {
  const {server} = hanging()
  server.onCancelled = async () => {
    throw new Error('cannot keep it')
  }
  const {threadId, events} = await server.open(createRequest())
  await events.next()
  await events.return()
  expect(server.reports.map(({error}) => String(error))).toEqual(['Error: cannot keep it'])
  expect(server.turns.liveThread(threadId)).toBeUndefined()
})

test('a client that has gone before the stream is opened changes nothing but its message', async () => {
  const {server, seen} = hanging()
  const {threadId, events} = await server.open(createRequest(), 'alice', {signal: AbortSignal.abort()})
  expect(await events.next()).toEqual({done: true, value: undefined})
  await settle()
  expect(seen.signal).toBeUndefined()
  expect((await storedItems(server.store, threadId)).map(({type}) => type)).toEqual([
    'user_message',
    'sdk_hidden_context',
  ])
})

test('a turn that has ended leaves no note, however often it is returned', async () => {
  const {server} = hanging(PARTS)
  server.answer = async function* () {
    yield* PARTS
  }
  const controller = new AbortController()
  const {threadId, events} = await server.open(createRequest(), 'alice', {signal: controller.signal})
  for await (const _event of events);
  await events.return()
  controller.abort()
  await settle()
  expect((await storedItems(server.store, threadId)).map(({type}) => type)).toEqual([
    'user_message',
    'assistant_message',
  ])
  expect(types(PARTS).at(-1)).toBe('thread.item.done(assistant_message)')
})

test('a turn that takes too long is stopped, its text kept, and its reader told', async () => {
  const server = new TestServer(
    async function* () {
      yield {type: 'thread.item.added', item: sampleAnswer('msg_1', 'So far')}
      await new Promise(() => {})
    },
    {limits: {maxTurnMs: 20}},
  )
  const {threadId, events} = await server.create()
  expect(events.at(-1)).toEqual({
    type: 'error',
    code: 'custom',
    message: 'This answer took too long and was stopped.',
    allow_retry: true,
  })
  expect((await storedItems(server.store, threadId)).map(({type}) => type)).toEqual([
    'user_message',
    'assistant_message',
    'sdk_hidden_context',
  ])
})

test('a reporter that throws does not take the process with it', async () => {
  const lines = jest.spyOn(console, 'error').mockImplementation(() => {})
  const server = new TestServer(
    () => {
      throw new Error('model down')
    },
    {
      onError: () => {
        throw new Error('log down')
      },
    },
  )
  const {events} = await server.create()
  expect(types(events).at(-1)).toBe('error')
  expect(lines).toHaveBeenCalledTimes(2)
  lines.mockRestore()
})
