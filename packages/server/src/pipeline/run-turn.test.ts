import type {ThreadStreamEvent} from 'chatkit-protocol'
import {CustomStreamError, StreamError} from '../errors.ts'
import {sampleAnswer, timeAt} from '../testing/samples.ts'
import {
  addRequest,
  collect,
  createRequest,
  silent,
  storedItems,
  TestServer,
  types,
  yields,
} from '../__fixtures__/test-server.ts'

const OPENING = ['thread.created', 'thread.item.done(user_message)', 'stream_options']

const delta = (id: string, text: string): ThreadStreamEvent => ({
  type: 'thread.item.updated',
  item_id: id,
  update: {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: text},
})
const hidden = (id: string): ThreadStreamEvent & {type: 'thread.item.done'} => ({
  type: 'thread.item.done',
  item: {type: 'hidden_context_item', id, thread_id: 'thr_1', created_at: timeAt(1), content: 'secret'},
})

describe('what is stored and what is sent', () => {
  test('an item is stored before its done event is sent', async () => {
    const server = new TestServer(yields({type: 'thread.item.done', item: sampleAnswer('msg_1', 'Hi')}))
    const {threadId, events} = await server.open(createRequest())
    for await (const event of events) {
      if (event.type === 'thread.item.done' && event.item.type === 'assistant_message') {
        expect(await server.store.loadItem(threadId, 'msg_1', 'alice')).toEqual(event.item)
      }
    }
    expect((await storedItems(server.store, threadId)).map(({type}) => type)).toEqual([
      'user_message',
      'assistant_message',
    ])
  })

  test('an added item and its updates are sent but not stored', async () => {
    const server = new TestServer(
      yields({type: 'thread.item.added', item: sampleAnswer('msg_1', '')}, delta('msg_1', 'Hi')),
    )
    const {threadId, events} = await server.create()
    expect(types(events)).toEqual([...OPENING, 'thread.item.added(assistant_message)', 'thread.item.updated'])
    expect(await storedItems(server.store, threadId)).toHaveLength(1)
  })

  test('a removed item is deleted, also one that was never stored', async () => {
    const server = new TestServer(
      yields(
        {type: 'thread.item.done', item: sampleAnswer('msg_1')},
        {type: 'thread.item.removed', item_id: 'msg_1'},
        {type: 'thread.item.removed', item_id: 'msg_never'},
      ),
    )
    const {threadId, events} = await server.create()
    expect(types(events).slice(-2)).toEqual(['thread.item.removed', 'thread.item.removed'])
    expect(await storedItems(server.store, threadId)).toHaveLength(1)
  })

  test('a replaced item keeps its place and may change its type', async () => {
    const widget = {
      type: 'widget',
      id: 'msg_1',
      thread_id: 'thr_1',
      created_at: timeAt(3),
      widget: {type: 'Card', children: []},
    } as const
    const server = new TestServer(
      yields(
        {type: 'thread.item.done', item: sampleAnswer('msg_1')},
        {type: 'thread.item.done', item: sampleAnswer('msg_2')},
        {type: 'thread.item.replaced', item: {...widget, widget: {type: 'Card', children: []}}},
      ),
    )
    const {threadId, events} = await server.create()
    expect(types(events).at(-1)).toBe('thread.item.replaced(widget)')
    const items = await storedItems(server.store, threadId)
    expect(items.map(({id, type}) => `${id} ${type}`).slice(1)).toEqual(['msg_1 widget', 'msg_2 assistant_message'])
  })

  test('an item that is done twice is stored once, in its first place', async () => {
    const server = new TestServer(
      yields(
        {type: 'thread.item.done', item: sampleAnswer('msg_1', 'draft')},
        {type: 'thread.item.done', item: sampleAnswer('msg_2')},
        {type: 'thread.item.done', item: sampleAnswer('msg_1', 'final')},
      ),
    )
    const {threadId} = await server.create()
    const items = await storedItems(server.store, threadId)
    expect(items.slice(1)).toEqual([sampleAnswer('msg_1', 'final'), sampleAnswer('msg_2')])
  })

  test('progress, notices and client effects pass through in order and are not stored', async () => {
    const passing: ThreadStreamEvent[] = [
      {type: 'progress_update', text: 'Searching', icon: 'search'},
      {type: 'notice', level: 'info', message: 'Note'},
      {type: 'client_effect', name: 'scroll', data: {to: null}},
    ]
    const server = new TestServer(yields(...passing))
    const {threadId, events} = await server.create()
    expect(events.slice(3)).toEqual(passing)
    expect(await storedItems(server.store, threadId)).toHaveLength(1)
  })

  test("folding updates does not change the app's own objects", async () => {
    const item = {
      type: 'workflow' as const,
      id: 'wf_1',
      thread_id: 'thr_1',
      created_at: timeAt(1),
      workflow: {
        type: 'custom' as const,
        tasks: [] as {type: 'custom'; title: string; status_indicator: 'none'}[],
        expanded: false,
      },
    }
    const server = new TestServer(async function* () {
      yield {type: 'thread.item.added', item}
      const task = {type: 'custom' as const, title: 'Step', status_indicator: 'none' as const}
      item.workflow.tasks.push(task)
      yield {type: 'thread.item.updated', item_id: 'wf_1', update: {type: 'workflow.task.added', task_index: 0, task}}
      yield {type: 'thread.item.done', item}
    })
    const {threadId} = await server.create()
    expect(item.workflow.tasks).toHaveLength(1)
    expect(await server.store.loadItem(threadId, 'wf_1', 'alice')).toEqual(item)
  })
})

describe('hidden items', () => {
  test('are stored and never sent: added, updated, done, replaced, removed', async () => {
    const {item} = hidden('hid_1')
    const server = new TestServer(
      yields(
        {type: 'thread.item.added', item},
        delta('hid_1', 'x'),
        hidden('hid_1'),
        {type: 'thread.item.replaced', item},
        hidden('hid_2'),
        {type: 'thread.item.removed', item_id: 'hid_2'},
      ),
    )
    const {threadId, events} = await server.create()
    expect(types(events)).toEqual(OPENING)
    expect((await storedItems(server.store, threadId)).map(({id}) => id).slice(1)).toEqual(['hid_1'])
  })

  test('of an earlier turn stay unknown to the client when they are updated, replaced or removed', async () => {
    const server = new TestServer(yields(hidden('hid_1')))
    const {threadId} = await server.create()
    server.answer = yields(
      delta('hid_1', 'x'),
      {type: 'thread.item.replaced', item: hidden('hid_1').item},
      {type: 'thread.item.removed', item_id: 'hid_1'},
    )
    expect(types(await server.stream(addRequest(threadId)))).toEqual([
      'thread.item.done(user_message)',
      'stream_options',
    ])
  })

  test('that replace a visible item remove it from the screen', async () => {
    const server = new TestServer(
      yields(
        {type: 'thread.item.done', item: sampleAnswer('msg_1')},
        {type: 'thread.item.replaced', item: hidden('msg_1').item},
      ),
    )
    const {events} = await server.create()
    expect(events.at(-1)).toEqual({type: 'thread.item.removed', item_id: 'msg_1'})
  })

  test('that become visible arrive as a new item', async () => {
    const server = new TestServer(yields(hidden('msg_1'), {type: 'thread.item.replaced', item: sampleAnswer('msg_1')}))
    const {events} = await server.create()
    expect(types(events).at(-1)).toBe('thread.item.done(assistant_message)')
  })
})

describe('changes of the thread', () => {
  test('are saved and announced right after the next event, and once more at the end', async () => {
    const server = new TestServer(async function* (thread) {
      thread.title = 'First'
      yield {type: 'progress_update', text: 'one'}
      yield {type: 'progress_update', text: 'two'}
      thread.metadata['deep'] = {list: [1]}
    })
    const {threadId, events} = await server.create()
    expect(types(events).slice(3)).toEqual(['progress_update', 'thread.updated', 'progress_update', 'thread.updated'])
    expect(await server.store.loadThread(threadId, 'alice')).toMatchObject({
      title: 'First',
      metadata: {deep: {list: [1]}},
    })
  })

  test.each([
    ['status', {status: {type: 'locked', reason: 'Under review'}}],
    ['image domains', {allowed_image_domains: ['example.org']}],
  ] as const)('of %s are stored and sent', async (_name, change) => {
    const server = new TestServer(async function* (thread) {
      Object.assign(thread, change)
      yield {type: 'progress_update', text: 'one'}
    })
    const {threadId, events} = await server.create()
    expect(events.at(-1)).toMatchObject({type: 'thread.updated', thread: {id: threadId, ...change}})
    expect(await server.store.loadThread(threadId, 'alice')).toMatchObject(change)
  })

  test('deep inside metadata are noticed, sent without the metadata and without items', async () => {
    const server = new TestServer(async function* (thread) {
      thread.metadata['state'] = {steps: [{done: false}]}
      yield {type: 'progress_update', text: 'one'}
      const {steps} = thread.metadata['state'] as {steps: {done: boolean}[]}
      for (const step of steps) step.done = true
      yield {type: 'progress_update', text: 'two'}
    })
    const {threadId, events} = await server.create()
    expect(types(events).slice(3)).toEqual(['progress_update', 'thread.updated', 'progress_update', 'thread.updated'])
    expect(events.at(-1)).toMatchObject({thread: {metadata: {}, items: {data: [], has_more: false}}})
    expect((await server.store.loadThread(threadId, 'alice')).metadata).toEqual({state: {steps: [{done: true}]}})
  })

  test('are not announced when there are none', async () => {
    const server = new TestServer(async function* (thread) {
      thread.metadata = {...thread.metadata}
      yield {type: 'progress_update', text: 'one'}
    })
    expect(types((await server.create()).events)).not.toContain('thread.updated')
  })

  test('from outside, such as a new title, survive a turn that changes something else', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    server.answer = async function* (thread) {
      await server.request({type: 'threads.update', params: {thread_id: threadId, title: 'By the reader'}})
      thread.metadata['seen'] = true
      yield {type: 'progress_update', text: 'one'}
    }
    await server.stream(addRequest(threadId))
    expect(await server.store.loadThread(threadId, 'alice')).toMatchObject({
      title: 'By the reader',
      metadata: {seen: true},
    })
  })
})

describe('failures', () => {
  test.each([
    ['an unknown error', new Error('secret path /etc'), {type: 'error', code: 'stream.error', allow_retry: true}, 1],
    ['a StreamError', new StreamError(), {type: 'error', code: 'stream.error', allow_retry: true}, 0],
    [
      'one without retry',
      new StreamError('stream.error', {allowRetry: false}),
      {type: 'error', code: 'stream.error', allow_retry: false},
      0,
    ],
    [
      'a CustomStreamError',
      new CustomStreamError('Too busy'),
      {type: 'error', code: 'custom', message: 'Too busy', allow_retry: false},
      0,
    ],
    [
      'one with retry',
      new CustomStreamError('Again?', {allowRetry: true}),
      {type: 'error', code: 'custom', message: 'Again?', allow_retry: true},
      0,
    ],
    [
      'one with a cause',
      new CustomStreamError('Oh', {cause: new Error('why')}),
      {type: 'error', code: 'custom', message: 'Oh', allow_retry: false},
      1,
    ],
    ['a thrown string', 'secret', {type: 'error', code: 'stream.error', allow_retry: true}, 1],
  ])('%s ends the stream with an error event', async (_name, error, expected, reports) => {
    const server = new TestServer(async function* () {
      yield {type: 'progress_update', text: 'one'}
      throw error
    })
    const {threadId, events} = await server.create()
    expect(events.at(-1)).toEqual(expected)
    expect(server.reports.map((report) => report.error)).toEqual(reports === 1 ? [error] : [])
    if (reports === 1) expect(server.reports[0]?.info).toEqual({operation: 'threads.create', threadId})
  })

  test('a hook that throws before its first event, or returns nothing to iterate, is no different', async () => {
    const server = new TestServer(() => {
      throw new Error('at once')
    })
    expect(types((await server.create()).events)).toEqual([...OPENING, 'error'])
    server.answer = (() => undefined) as unknown as typeof server.answer
    expect(types((await server.create()).events)).toEqual([...OPENING, 'error'])
  })

  test('an event of an unknown type is an error of the app, not something to send', async () => {
    const server = new TestServer(yields({type: 'made.up'} as unknown as ThreadStreamEvent))
    expect(types((await server.create()).events)).toEqual([...OPENING, 'error'])
    expect(String(server.reports[0]?.error)).toContain('type "made.up"')
  })

  test('a store that fails ends the stream the same way, and the hook is told to stop', async () => {
    let stopped: AbortSignal | undefined
    let cleanedUp = false
    const server = new TestServer(async function* (_thread, _input, _context, {signal}) {
      stopped = signal
      try {
        yield {type: 'thread.item.done', item: sampleAnswer('msg_1')}
      } finally {
        cleanedUp = true
      }
    })
    const {threadId} = await server.create()
    jest.spyOn(server.memory, 'addThreadItem').mockImplementation(async (_thread, item) => {
      if (item.type === 'assistant_message') throw new Error('disk full')
    })
    expect(types(await server.stream(addRequest(threadId)))).toEqual([
      'thread.item.done(user_message)',
      'stream_options',
      'error',
    ])
    expect(stopped?.aborted).toBe(true)
    expect(cleanedUp).toBe(true)
  })

  test('after an error a changed thread is still saved: error first, thread.updated last', async () => {
    const server = new TestServer(async function* (thread) {
      yield {type: 'progress_update', text: 'one'}
      thread.title = 'Kept'
      throw new Error('boom')
    })
    const {threadId, events} = await server.create()
    expect(types(events).slice(-2)).toEqual(['error', 'thread.updated'])
    expect((await server.store.loadThread(threadId, 'alice')).title).toBe('Kept')
  })

  test('an item that was added and not done is neither stored nor removed', async () => {
    const server = new TestServer(async function* () {
      yield {type: 'thread.item.added', item: sampleAnswer('msg_1', 'partial')}
      throw new Error('boom')
    })
    const {threadId, events} = await server.create()
    expect(types(events).slice(-2)).toEqual(['thread.item.added(assistant_message)', 'error'])
    expect(await storedItems(server.store, threadId)).toHaveLength(1)
  })
})

test('stream options come from the hook, and metadata of the request reaches it', async () => {
  const server = new TestServer(async function* (_thread, _input, _context, {metadata}) {
    yield {type: 'progress_update', text: JSON.stringify(metadata)}
  })
  server.getStreamOptions = async () => ({allow_cancel: false})
  const request = {...createRequest(), metadata: {page: {url: '/docs', title: null}}}
  const events = await collect((await server.open(request)).events)
  expect(events[2]).toEqual({type: 'stream_options', stream_options: {allow_cancel: false}})
  expect(events[3]).toMatchObject({text: '{"page":{"url":"/docs","title":null}}'})
})

test('a delta costs no store call', async () => {
  const count = 500
  const server = new TestServer(async function* () {
    yield {type: 'thread.item.added', item: sampleAnswer('msg_1', '')}
    for (let index = 0; index < count; index++) yield delta('msg_1', 'word ')
    yield {type: 'thread.item.done', item: sampleAnswer('msg_1', 'word '.repeat(count))}
  })
  const calls: string[] = []
  const spied = new Proxy(server.memory, {
    get(target, key) {
      calls.push(String(key))
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const watched = new TestServer(server.answer, {store: spied})
  await watched.create()
  expect(calls).toEqual(['generateThreadId', 'transaction', 'generateItemId', 'addThreadItem'])
})
