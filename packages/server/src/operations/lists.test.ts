import type {Page, Thread, ThreadItem} from 'chatkit-protocol'
import {sampleAnswer, sampleThread, timeAt} from '../testing/samples.ts'
import {silent, TestServer} from '../__fixtures__/test-server.ts'

const ids = (items: {id: string}[]): string[] => items.map(({id}) => id)

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
