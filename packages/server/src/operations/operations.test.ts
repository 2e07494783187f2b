import type {Page, Thread, ThreadItem, ThreadStreamEvent} from 'chatkit-protocol'
import {sampleAnswer, sampleFile, sampleThread, sampleUserMessage, timeAt} from '../testing/samples.ts'
import {addRequest, createRequest, silent, storedItems, TestServer, types, yields} from '../__fixtures__/test-server.ts'
import type {ChatKitServer} from '../server.ts'

const ids = (items: {id: string}[]): string[] => items.map(({id}) => id)

function toolCall(id: string, status: 'pending' | 'completed' = 'pending'): ThreadItem {
  return {
    type: 'client_tool_call',
    id,
    thread_id: 'thr_1',
    created_at: timeAt(1),
    status,
    call_id: `call_${id}`,
    name: 'open_page',
    arguments: {url: '/docs'},
  }
}

function widget(id: string): ThreadItem {
  return {type: 'widget', id, thread_id: 'thr_1', created_at: timeAt(1), widget: {type: 'Card', children: []}}
}

describe('threads.create', () => {
  test('stores thread and message, then sends created, the message, the options and the answer', async () => {
    const server = new TestServer(yields({type: 'thread.item.done', item: sampleAnswer('msg_1')}))
    const {threadId, events} = await server.open(createRequest('Hello', {quoted_text: 'a quote'}))
    expect((await storedItems(server.store, threadId)).map(({type}) => type)).toEqual(['user_message'])
    const received: ThreadStreamEvent[] = []
    for await (const event of events) received.push(event)
    expect(types(received)).toEqual([
      'thread.created',
      'thread.item.done(user_message)',
      'stream_options',
      'thread.item.done(assistant_message)',
    ])
    expect(received[0]).toEqual({
      type: 'thread.created',
      thread: {...sampleThread(threadId), created_at: expect.any(String), items: {data: [], has_more: false}},
    })
    expect(received[1]).toMatchObject({
      item: {thread_id: threadId, content: [{type: 'input_text', text: 'Hello'}], quoted_text: 'a quote'},
    })
  })

  test('times are UTC with Z, ids are long and have the prefix of their kind', async () => {
    const {events, threadId} = await new TestServer(silent).create()
    const message = events[1]
    expect(threadId).toMatch(/^thr_[0-9a-hjkmnp-tv-z]{30}$/)
    expect(message).toMatchObject({
      item: {id: expect.stringMatching(/^msg_[0-9a-z]{30}$/), created_at: expect.stringMatching(/Z$/)},
    })
  })

  test("uses the store's own ids, the thread's first", async () => {
    const server = new TestServer(silent)
    const made: string[] = []
    server.memory.generateThreadId = () => (made.push('thread'), 'thr_custom')
    server.memory.generateItemId = (kind) => (made.push(kind), `custom_${kind}`)
    await server.create()
    expect(made).toEqual(['thread', 'message'])
    expect(ids(await storedItems(server.store, 'thr_custom'))).toEqual(['custom_message'])
  })

  test('hands the tool choice, the model and the very context object to respond', async () => {
    const seen: unknown[] = []
    const server = new TestServer(async function* (_thread, message, context) {
      seen.push(message?.inference_options, context)
      yield {type: 'progress_update', text: 'seen'}
    })
    await server.stream(
      createRequest('Hi', {inference_options: {tool_choice: {id: 'search'}, model: 'small'}}),
      'alice',
    )
    expect(seen).toEqual([{tool_choice: {id: 'search'}, model: 'small'}, 'alice'])
  })

  test('leaves no empty thread behind when the message cannot be stored', async () => {
    const server = new TestServer(silent)
    server.memory.addThreadItem = async () => {
      throw new Error('disk full')
    }
    await expect(server.request(createRequest())).rejects.toMatchObject({code: 'Unavailable', status: 503})
    expect((await server.json<Page<Thread>>({type: 'threads.list', params: {}})).data).toEqual([])
    expect(server.reports).toHaveLength(1)
  })
})

describe('messages that are refused before anything is stored', () => {
  test.each([
    ['nothing', ''],
    ['spaces', ' \n\t\u00a0'],
    ['characters that cannot be seen', '\u200b\u200d\ufeff\u202e'],
  ])('%s', async (_name, text) => {
    const server = new TestServer(silent)
    await expect(server.request(createRequest(text))).rejects.toMatchObject({
      code: 'InvalidRequest',
      message: 'Please type a message.',
    })
    expect((await server.json<Page<Thread>>({type: 'threads.list', params: {}})).data).toEqual([])
  })

  test('a text of 4,001 characters, counted as a person counts', async () => {
    const server = new TestServer(silent)
    await expect(server.request(createRequest('🤖'.repeat(4001)))).rejects.toMatchObject({
      code: 'InvalidRequest',
      message: 'Please shorten your message to 4,000 characters.',
    })
    expect(types(await server.stream(createRequest('🤖'.repeat(4000))))).toContain('thread.created')
  })

  test('a longer quote, and more than the limits that were set', async () => {
    const server = new TestServer(silent, {limits: {maxMessageLength: 10, maxAttachments: 1}})
    await expect(server.request(createRequest('Hi', {quoted_text: 'x'.repeat(11)}))).rejects.toThrow(
      'Please shorten the quoted text to 10 characters.',
    )
    await expect(server.request(createRequest('Hi', {attachments: ['a', 'b']}))).rejects.toThrow('at most 1 files')
  })

  test("an attachment that does not exist, or is somebody else's", async () => {
    const server = new TestServer(silent)
    await server.store.saveAttachment(sampleFile('atc_bob'), 'bob')
    for (const id of ['atc_none', 'atc_bob']) {
      await expect(server.request(createRequest('Hi', {attachments: [id]}))).rejects.toMatchObject({
        code: 'InvalidRequest',
        message: 'An attached file is no longer available. Remove it and attach it again.',
      })
    }
    expect((await server.json<Page<Thread>>({type: 'threads.list', params: {}})).data).toEqual([])
  })

  test('a limit that makes no sense stops the start', () => {
    expect(() => new TestServer(silent, {limits: {maxMessageLength: 0}})).toThrow(
      'limits.maxMessageLength must be a positive whole number, got 0.',
    )
    expect(() => new TestServer(silent, {limits: {maxLength: 5} as object})).toThrow(/Unknown limit "maxLength"/)
  })
})

test('a message that is only an attachment is fine; the record learns its thread and keeps its metadata to itself', async () => {
  const server = new TestServer(silent)
  await server.store.saveAttachment(sampleFile('atc_1'), 'alice')
  const {threadId, events} = await server.open(createRequest('', {attachments: ['atc_1', 'atc_1']}))
  await events.return()
  expect((await server.store.loadAttachment('atc_1', 'alice')).thread_id).toBe(threadId)
  const page = await server.json<Page<ThreadItem>>({type: 'items.list', params: {thread_id: threadId}})
  expect(page.data[0]).toMatchObject({attachments: [{id: 'atc_1', thread_id: threadId}]})
  expect(JSON.stringify(page)).not.toContain('"metadata"')
})

describe('threads.add_user_message', () => {
  test('adds the message and answers it', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    server.answer = yields({type: 'thread.item.done', item: sampleAnswer('msg_1')})
    expect(types(await server.stream(addRequest(threadId)))).toEqual([
      'thread.item.done(user_message)',
      'stream_options',
      'thread.item.done(assistant_message)',
    ])
    expect(await storedItems(server.store, threadId)).toHaveLength(3)
  })

  test('answers a foreign thread exactly like a missing one', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create('Hello', 'bob')
    const foreign = await server.request(addRequest(threadId)).catch((error: unknown) => error)
    const missing = await server.request(addRequest('thr_none')).catch((error: unknown) => error)
    expect(foreign).toMatchObject({code: 'NotFound', status: 404, message: `Thread ${threadId} not found`})
    expect(missing).toMatchObject({code: 'NotFound', status: 404, message: 'Thread thr_none not found'})
  })

  test('is accepted on a locked thread by default and refused where the status is enforced', async () => {
    const lock: TestServer['answer'] = async function* (thread) {
      thread.status = {type: 'locked', reason: 'Under review.'}
      yield {type: 'progress_update', text: 'one'}
    }
    const lenient = new TestServer(lock)
    const open = await lenient.create()
    expect(types(await lenient.stream(addRequest(open.threadId)))).toContain('stream_options')
    const strict = new TestServer(lock, {enforceThreadStatus: true})
    const {threadId} = await strict.create()
    await expect(strict.request(addRequest(threadId))).rejects.toMatchObject({
      code: 'Forbidden',
      message: 'This conversation is locked. Under review. Start a new one to go on.',
    })
  })
})

describe('threads.add_client_tool_output', () => {
  const output = (threadId: string, result: unknown) => ({
    type: 'threads.add_client_tool_output' as const,
    params: {thread_id: threadId, result},
  })

  test('completes the pending call without an event and goes on without a user message', async () => {
    const server = new TestServer(yields({type: 'thread.item.done', item: toolCall('fc_1')}))
    const {threadId, events} = await server.create()
    expect(types(events)).toHaveLength(4)
    const messages: unknown[] = []
    server.answer = async function* (_thread, message) {
      messages.push(message)
      yield {type: 'thread.item.done', item: sampleAnswer('msg_1')}
    }
    expect(types(await server.stream(output(threadId, {a: null})))).toEqual([
      'stream_options',
      'thread.item.done(assistant_message)',
    ])
    expect(messages).toEqual([null])
    expect(await server.store.loadItem(threadId, 'fc_1', 'alice')).toMatchObject({
      status: 'completed',
      output: {a: null},
    })
  })

  test('finds the call behind a hidden item, and drops other pending calls', async () => {
    const server = new TestServer(
      yields(
        {type: 'thread.item.done', item: toolCall('fc_old')},
        {type: 'thread.item.done', item: toolCall('fc_new')},
        {
          type: 'thread.item.done',
          item: {type: 'hidden_context_item', id: 'h', thread_id: 'thr_1', created_at: timeAt(2), content: 'x'},
        },
      ),
    )
    const {threadId} = await server.create()
    server.answer = silent
    await server.stream(output(threadId, null))
    const calls = (await storedItems(server.store, threadId)).filter(({type}) => type === 'client_tool_call')
    expect(calls).toMatchObject([{id: 'fc_new', status: 'completed'}])
    const page = await server.json<Page<ThreadItem>>({type: 'items.list', params: {thread_id: threadId}})
    expect(page.data.find(({id}) => id === 'fc_new')).not.toHaveProperty('output')
  })

  test('is refused when no call is pending, and changes nothing', async () => {
    const server = new TestServer(yields({type: 'thread.item.done', item: toolCall('fc_1', 'completed')}))
    const {threadId} = await server.create()
    await expect(server.request(output(threadId, 1))).rejects.toMatchObject({code: 'Conflict'})
    expect(await server.store.loadItem(threadId, 'fc_1', 'alice')).toEqual(toolCall('fc_1', 'completed'))
  })
})

describe('threads.add_structured_input', () => {
  const questions: ThreadItem = {
    type: 'structured_input',
    id: 'msg_q',
    thread_id: 'thr_1',
    created_at: timeAt(1),
    status: 'pending',
    inputs: [
      {type: 'multiple_choice', id: 'one', question: 'Which?', options: [{value: 'a'}, {value: 'b'}], multiple: false},
      {type: 'multiple_choice', id: 'many', question: 'Which ones?', options: [{value: 'a'}], multiple: true},
      {type: 'freeform', id: 'free', question: 'Why?'},
    ],
  }
  const submit = (threadId: string, answer: unknown, itemId = 'msg_q') => ({
    type: 'threads.add_structured_input' as const,
    params: {thread_id: threadId, item_id: itemId, input: answer},
  })
  async function asked(): Promise<{server: TestServer; threadId: string}> {
    const server = new TestServer(yields({type: 'thread.item.done', item: questions}))
    const {threadId} = await server.create()
    server.answer = yields({type: 'thread.item.done', item: sampleAnswer('msg_1')})
    return {server, threadId}
  }

  test('stores the answers, sends them as a replaced item and goes on', async () => {
    const {server, threadId} = await asked()
    const answers = {one: {values: ['c', 'd']}, many: {values: ['x', 'y']}, unknown: {values: ['z']}}
    const events = await server.stream(submit(threadId, {answers}))
    expect(types(events)).toEqual([
      'stream_options',
      'thread.item.replaced(structured_input)',
      'thread.item.done(assistant_message)',
    ])
    const stored = await server.store.loadItem(threadId, 'msg_q', 'alice')
    expect(events[1]).toMatchObject({item: stored})
    expect(stored).toMatchObject({
      status: 'answered',
      inputs: [
        {id: 'one', answer: {values: ['c'], skipped: false}},
        {id: 'many', answer: {values: ['x', 'y'], skipped: false}},
        {id: 'free', answer: {values: [], skipped: true}},
      ],
    })
  })

  test.each([
    ['everything is skipped', {status: 'skipped', answers: {one: {values: ['a']}}}, 'skipped'],
    ['all answers are empty', {answers: {one: {values: []}, many: {values: ['a'], skipped: true}}}, 'answered'],
  ])('when %s, every answer is', async (_name, answer, status) => {
    const {server, threadId} = await asked()
    await server.stream(submit(threadId, answer))
    const item = await server.store.loadItem(threadId, 'msg_q', 'alice')
    expect(item).toMatchObject({status, inputs: [1, 2, 3].map(() => ({answer: {values: [], skipped: true}}))})
  })

  test('is refused a second time, for another kind of item, and for one that is not there', async () => {
    const {server, threadId} = await asked()
    await server.stream(submit(threadId, {answers: {}}))
    await expect(server.request(submit(threadId, {answers: {}}))).rejects.toMatchObject({code: 'Conflict'})
    await expect(server.request(submit(threadId, {}, 'msg_1'))).rejects.toMatchObject({code: 'InvalidRequest'})
    await expect(server.request(submit(threadId, {}, 'msg_none'))).rejects.toMatchObject({code: 'NotFound'})
  })
})

describe('threads.retry_after_item', () => {
  const retry = (threadId: string, itemId: string) => ({
    type: 'threads.retry_after_item' as const,
    params: {thread_id: threadId, item_id: itemId},
  })

  test('deletes everything after the message, also hidden and also a lot, and answers it again', async () => {
    const server = new TestServer(silent)
    await server.store.saveThread(sampleThread('thr_1'), 'alice')
    await server.store.addThreadItem('thr_1', sampleUserMessage('msg_first'), 'alice')
    await server.store.addThreadItem('thr_1', sampleAnswer('msg_early'), 'alice')
    const message = sampleUserMessage('msg_again', 'Again', {inference_options: {tool_choice: {id: 'search'}}})
    await server.store.addThreadItem('thr_1', message, 'alice')
    for (let index = 0; index < 250; index++) {
      await server.store.addThreadItem('thr_1', sampleAnswer(`msg_late_${index}`), 'alice')
    }
    const seen: unknown[] = []
    server.answer = async function* (_thread, input) {
      seen.push(input)
      yield {type: 'thread.item.done', item: sampleAnswer('msg_new')}
    }
    expect(types(await server.stream(retry('thr_1', 'msg_again')))).toEqual([
      'stream_options',
      'thread.item.done(assistant_message)',
    ])
    expect(seen).toEqual([message])
    expect(ids(await storedItems(server.store, 'thr_1'))).toEqual(['msg_first', 'msg_early', 'msg_again', 'msg_new'])
  })

  test('of an answer or an unknown id is refused, and deletes nothing', async () => {
    const server = new TestServer(yields({type: 'thread.item.done', item: sampleAnswer('msg_1')}))
    const {threadId} = await server.create()
    await expect(server.request(retry(threadId, 'msg_1'))).rejects.toThrow('Item msg_1 is not a user message')
    await expect(server.request(retry(threadId, 'msg_none'))).rejects.toMatchObject({code: 'NotFound'})
    expect(await storedItems(server.store, threadId)).toHaveLength(2)
    // Being refused does not keep the thread.
    await server.stream(addRequest(threadId))
  })
})

describe('actions', () => {
  const act = (threadId: string, itemId?: string | null, sync = false) => ({
    type: sync ? ('threads.sync_custom_action' as const) : ('threads.custom_action' as const),
    params: {
      thread_id: threadId,
      action: {type: 'save', payload: {a: 1}},
      ...(itemId === undefined ? {} : {item_id: itemId}),
    },
  })
  type Action = ChatKitServer<string>['action']

  async function withWidget(): Promise<{server: TestServer; threadId: string; calls: Parameters<Action>[]}> {
    const server = new TestServer(
      yields(
        {type: 'thread.item.done', item: widget('msg_w')},
        {type: 'thread.item.done', item: sampleAnswer('msg_1')},
      ),
    )
    const {threadId} = await server.create()
    const calls: Parameters<Action>[] = []
    server.action = async function* (...args) {
      calls.push(args)
      yield {
        type: 'thread.item.updated',
        item_id: 'msg_w',
        update: {type: 'widget.root.updated', widget: {type: 'Card', children: []}},
      }
    }
    return {server, threadId, calls}
  }

  test('reach the hook with the widget they come from', async () => {
    const {server, threadId, calls} = await withWidget()
    expect(types(await server.stream(act(threadId, 'msg_w')))).toEqual(['stream_options', 'thread.item.updated'])
    expect(calls[0]?.slice(1, 4)).toEqual([{type: 'save', payload: {a: 1}}, widget('msg_w'), 'alice'])
  })

  test.each([[undefined], [null], ['']])('without a widget (%p) reach it with none', async (itemId) => {
    const {server, threadId, calls} = await withWidget()
    await server.stream(act(threadId, itemId))
    expect(calls[0]?.[2]).toBeNull()
  })

  test('from something that is no widget end with one error event and no options', async () => {
    const {server, threadId, calls} = await withWidget()
    expect(await server.stream(act(threadId, 'msg_1'))).toEqual([
      {type: 'error', code: 'stream.error', allow_retry: false},
    ])
    expect(calls).toEqual([])
    await expect(server.request(act(threadId, 'msg_none'))).rejects.toMatchObject({code: 'NotFound'})
  })

  test('that the app does not handle end the stream with an error and are reported', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    expect(types(await server.stream(act(threadId)))).toEqual(['stream_options', 'error'])
    expect(server.reports).toHaveLength(1)
  })

  test('without a type are refused', async () => {
    const {server, threadId} = await withWidget()
    const params = {thread_id: threadId, action: {payload: {}}}
    await expect(server.request({type: 'threads.custom_action', params})).rejects.toMatchObject({
      code: 'InvalidRequest',
    })
  })

  test('that answer at once return the updated item, or nothing, and never a hidden one', async () => {
    const {server, threadId} = await withWidget()
    const senders: unknown[] = []
    server.syncAction = async (_thread, _action, sender) => {
      senders.push(sender)
      return {updated_item: widget('msg_w')}
    }
    expect(await server.json(act(threadId, 'msg_w', true))).toEqual({updated_item: widget('msg_w')})
    expect(senders).toEqual([widget('msg_w')])
    server.syncAction = async () => ({})
    expect(await server.json(act(threadId, null, true))).toEqual({})
    server.syncAction = async () => ({
      updated_item: {type: 'hidden_context_item', id: 'h', thread_id: threadId, created_at: timeAt(1), content: 'x'},
    })
    expect(await server.json(act(threadId, null, true))).toEqual({})
    await expect(server.request(act(threadId, 'msg_1', true))).rejects.toThrow('Item msg_1 is not a widget')
  })

  test('that answer at once are allowed while an answer streams, the others are not', async () => {
    const {server, threadId} = await withWidget()
    server.syncAction = async () => ({})
    const turn = await server.open(addRequest(threadId))
    expect(await server.json(act(threadId, null, true))).toEqual({})
    await expect(server.request(act(threadId))).rejects.toMatchObject({code: 'Conflict', status: 409})
    await turn.events.return()
  })
})

describe('lists', () => {
  test('of threads are newest first, 20 a page, without items', async () => {
    const server = new TestServer(silent)
    for (let index = 0; index < 25; index++) {
      await server.store.saveThread(
        sampleThread(`thr_${index}`, {created_at: timeAt(index), metadata: {secret: 1}}),
        'alice',
      )
    }
    const first = await server.json<Page<Thread>>({type: 'threads.list', params: {}})
    expect(first.data).toHaveLength(20)
    expect(first).toMatchObject({has_more: true, after: 'thr_5'})
    expect(first.data[0]).toMatchObject({id: 'thr_24', metadata: {}, items: {data: [], has_more: false}})
    const second = await server.json<Page<Thread>>({type: 'threads.list', params: {after: first.after}})
    expect(ids(second.data)).toEqual(['thr_4', 'thr_3', 'thr_2', 'thr_1', 'thr_0'])
    expect(second.has_more).toBe(false)
    expect(second).not.toHaveProperty('after')
  })

  test.each([
    [undefined, 20],
    [null, 20],
    [0, 20],
    [-5, 1],
    [1, 1],
    [100, 100],
    [1_000_000, 100],
  ])('a limit of %p loads %p', async (limit, expected) => {
    const server = new TestServer(silent)
    await server.store.saveThread(sampleThread('thr_1'), 'alice')
    for (let index = 0; index < 120; index++)
      await server.store.addThreadItem('thr_1', sampleAnswer(`m${index}`), 'alice')
    const page = await server.json<Page<ThreadItem>>({type: 'items.list', params: {thread_id: 'thr_1', limit}})
    expect(page.data).toHaveLength(expected)
  })

  test('of items leave out hidden ones, and still say where to go on', async () => {
    const server = new TestServer(silent)
    await server.store.saveThread(sampleThread('thr_1'), 'alice')
    for (let index = 0; index < 5; index++) {
      const item: ThreadItem = {
        type: 'sdk_hidden_context',
        id: `h${index}`,
        thread_id: 'thr_1',
        created_at: timeAt(1),
        content: 'x',
      }
      await server.store.addThreadItem('thr_1', item, 'alice')
    }
    await server.store.addThreadItem('thr_1', sampleAnswer('msg_1'), 'alice')
    const params = {thread_id: 'thr_1', limit: 3, order: 'asc'}
    const page = await server.json<Page<ThreadItem>>({type: 'items.list', params})
    expect(page).toEqual({data: [], has_more: true, after: 'h2'})
    const rest = await server.json<Page<ThreadItem>>({type: 'items.list', params: {...params, after: 'h2'}})
    expect(ids(rest.data)).toEqual(['msg_1'])
  })

  test("of a foreign thread's items are as empty as those of a missing one", async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create('Hello', 'bob')
    for (const id of [threadId, 'thr_none']) {
      expect(await server.json({type: 'items.list', params: {thread_id: id}})).toEqual({data: [], has_more: false})
    }
  })

  test('threads.get_by_id gives the oldest 20 items', async () => {
    const server = new TestServer(silent)
    await server.store.saveThread(sampleThread('thr_1', {title: 'T'}), 'alice')
    for (let index = 0; index < 22; index++)
      await server.store.addThreadItem('thr_1', sampleAnswer(`m${index}`), 'alice')
    const thread = await server.json<Thread>({type: 'threads.get_by_id', params: {thread_id: 'thr_1'}})
    expect(thread).toMatchObject({id: 'thr_1', title: 'T', items: {has_more: true, after: 'm19'}})
    expect(ids(thread.items.data)).toHaveLength(20)
  })
})

describe('threads.update and threads.delete', () => {
  test('update changes the title only', async () => {
    const server = new TestServer(silent)
    await server.store.saveThread(sampleThread('thr_1', {metadata: {a: 1}}), 'alice')
    const thread = await server.json({type: 'threads.update', params: {thread_id: 'thr_1', title: 'New'}})
    expect(thread).toMatchObject({title: 'New', metadata: {}})
    expect(await server.store.loadThread('thr_1', 'alice')).toMatchObject({title: 'New', metadata: {a: 1}})
    const long = {type: 'threads.update' as const, params: {thread_id: 'thr_1', title: 'x'.repeat(201)}}
    await expect(server.request(long)).rejects.toThrow('Please shorten the title to 200 characters.')
  })

  test('delete answers {} also a second time and for foreign threads, which stay', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    const remove = {type: 'threads.delete' as const, params: {thread_id: threadId}}
    expect(await server.json(remove, 'bob')).toEqual({})
    await server.store.loadThread(threadId, 'alice')
    expect(await server.json(remove)).toEqual({})
    expect(await server.json(remove)).toEqual({})
    const get = {type: 'threads.get_by_id' as const, params: {thread_id: threadId}}
    await expect(server.request(get)).rejects.toThrow(`Thread ${threadId} not found`)
  })

  test('deleting during an answer stops it, tells its reader, and nothing comes back', async () => {
    const server = new TestServer(async function* (thread, _input, _context, {signal}) {
      thread.title = 'Changed'
      yield {type: 'progress_update', text: 'one'}
      await new Promise((resolve) => signal.addEventListener('abort', resolve, {once: true}))
    })
    const {threadId, events} = await server.open(createRequest())
    const received: ThreadStreamEvent[] = []
    const reading = (async () => {
      for await (const event of events) received.push(event)
    })()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await server.json({type: 'threads.delete', params: {thread_id: threadId}})).toEqual({})
    await reading
    expect(received.at(-1)).toMatchObject({type: 'error', message: 'This conversation was deleted.'})
    await expect(server.store.loadThread(threadId, 'alice')).rejects.toThrow('not found')
  })
})

describe('the small ones', () => {
  test('feedback reaches the hook with its context, for a thread of one’s own only', async () => {
    const server = new TestServer(silent)
    const {threadId} = await server.create()
    const calls: unknown[][] = []
    server.addFeedback = async (...args) => void calls.push(args.slice(0, 4))
    for (const kind of ['positive', 'negative']) {
      const params = {thread_id: threadId, item_ids: ['msg_1', 'msg_2'], kind}
      expect(await server.json({type: 'items.feedback', params})).toEqual({})
      await expect(server.request({type: 'items.feedback', params}, 'bob')).rejects.toMatchObject({code: 'NotFound'})
    }
    expect(calls).toEqual([
      [threadId, ['msg_1', 'msg_2'], 'positive', 'alice'],
      [threadId, ['msg_1', 'msg_2'], 'negative', 'alice'],
    ])
  })

  test('speech is decoded, with its media type without parameters', async () => {
    const server = new TestServer(silent)
    server.transcribe = async ({data, mimeType, mediaType}) => ({
      text: `${new TextDecoder().decode(data)} ${mimeType} ${mediaType}`,
    })
    const params = {audio_base64: 'aGVs\nbG8=', mime_type: 'audio/webm;codecs=opus'}
    expect(await server.json({type: 'input.transcribe', params})).toEqual({
      text: 'hello audio/webm;codecs=opus audio/webm',
    })
    const broken = {type: 'input.transcribe' as const, params: {...params, audio_base64: 'abcde'}}
    await expect(server.request(broken)).rejects.toMatchObject({code: 'InvalidRequest'})
  })

  test('speech and attachments say so when the server does not take them', async () => {
    const server = new TestServer(silent)
    const speech = {type: 'input.transcribe' as const, params: {audio_base64: 'aGk=', mime_type: 'audio/webm'}}
    await expect(server.request(speech)).rejects.toMatchObject({code: 'ConfigurationError', status: 501})
    const create = {type: 'attachments.create' as const, params: {name: 'a.txt', size: 1, mime_type: 'text/plain'}}
    await expect(server.request(create)).rejects.toThrow('This assistant does not accept attachments.')
    const remove = {type: 'attachments.delete' as const, params: {attachment_id: 'atc_1'}}
    await expect(server.request(remove)).rejects.toMatchObject({code: 'ConfigurationError'})
    expect(server.reports).toHaveLength(3)
  })

  test('attachments are recorded without sending their metadata, and deleted only by their owner', async () => {
    const deleted: string[] = []
    const server = new TestServer(silent, {
      attachmentStore: {
        createAttachment: async ({name, mime_type}) => ({...sampleFile('atc_1'), name, mime_type}),
        deleteAttachment: async (id) => void deleted.push(id),
      },
    })
    const params = {name: 'a.txt', size: 1, mime_type: 'text/plain'}
    expect(await server.json({type: 'attachments.create', params})).toEqual({
      type: 'file',
      id: 'atc_1',
      name: 'a.txt',
      mime_type: 'text/plain',
    })
    expect((await server.store.loadAttachment('atc_1', 'alice')).metadata).toEqual(sampleFile('x').metadata)
    const remove = {type: 'attachments.delete' as const, params: {attachment_id: 'atc_1'}}
    expect(await server.json(remove, 'bob')).toEqual({})
    expect(deleted).toEqual([])
    expect(await server.json(remove)).toEqual({})
    expect(await server.json(remove)).toEqual({})
    expect(deleted).toEqual(['atc_1'])
    await expect(server.store.loadAttachment('atc_1', 'alice')).rejects.toThrow('not found')
  })
})
