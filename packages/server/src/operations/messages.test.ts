import type {Page, Thread, ThreadItem, ThreadStreamEvent} from 'chatkit-protocol'
import {sampleAnswer, sampleFile, sampleThread} from '../testing/samples.ts'
import {addRequest, createRequest, silent, storedItems, TestServer, types, yields} from '../__fixtures__/test-server.ts'
import {ChatKitError} from '../errors.ts'

const ids = (items: {id: string}[]): string[] => items.map(({id}) => id)

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

test('an attachment stands in its message without the link that its bytes were sent to', async () => {
  const server = new TestServer(silent)
  const upload = {url: 'https://files.example.org/atc_1', method: 'PUT' as const, headers: {}}
  await server.store.saveAttachment({...sampleFile('atc_1'), upload_descriptor: upload}, 'alice')
  const {threadId} = await server.open(createRequest('Look', {attachments: ['atc_1']}))
  const [message] = await storedItems(server.store, threadId)
  expect(message).toMatchObject({attachments: [{id: 'atc_1', thread_id: threadId}]})
  expect(JSON.stringify(message)).not.toContain('upload_descriptor')
})

test('an attachment whose bytes have not come is refused, and nothing is stored', async () => {
  const attachmentStore = {
    createAttachment: () => Promise.reject(new Error('not asked for')),
    deleteAttachment: () => Promise.resolve(),
    assertUploaded: () => Promise.reject(new ChatKitError('InvalidRequest', 'The file is not here yet.')),
  }
  const server = new TestServer(silent, {attachmentStore})
  await server.store.saveAttachment(sampleFile('atc_1'), 'alice')
  const asked = server.request(createRequest('Look', {attachments: ['atc_1']}))
  await expect(asked).rejects.toMatchObject({code: 'InvalidRequest', message: 'The file is not here yet.'})
  expect((await server.json<Page<Thread>>({type: 'threads.list', params: {}})).data).toEqual([])
})
