import type {ClientToolCallItem, Page, StructuredInputItem, ThreadItem} from 'chatkit-protocol'
import {sampleAnswer, sampleThread, sampleUserMessage, timeAt} from '../testing/samples.ts'
import {addRequest, silent, storedItems, TestServer, types, yields} from '../__fixtures__/test-server.ts'

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

  test('takes a call that was stored without a status for pending, as the client was told', async () => {
    const {status: _status, ...bare} = toolCall('fc_1') as ClientToolCallItem
    const server = new TestServer(yields({type: 'thread.item.done', item: bare as ClientToolCallItem}))
    const {threadId} = await server.create()
    server.answer = silent
    expect(types(await server.stream(output(threadId, 1)))).toEqual(['stream_options'])
    expect(await server.store.loadItem(threadId, 'fc_1', 'alice')).toMatchObject({status: 'completed', output: 1})
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
  async function asked(item: ThreadItem = questions): Promise<{server: TestServer; threadId: string}> {
    const server = new TestServer(yields({type: 'thread.item.done', item}))
    const {threadId} = await server.create()
    server.answer = yields({type: 'thread.item.done', item: sampleAnswer('msg_1')})
    return {server, threadId}
  }

  test('takes questions that were stored without a status for pending, as the client was told', async () => {
    const {status: _status, ...bare} = questions
    const {server, threadId} = await asked(bare as StructuredInputItem)
    await server.stream(submit(threadId, {status: 'skipped'}))
    expect(await server.store.loadItem(threadId, 'msg_q', 'alice')).toMatchObject({status: 'skipped'})
  })

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
