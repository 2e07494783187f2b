import {RunClient} from '../__fixtures__/run-client.ts'
import {Talker} from '../__fixtures__/talker.ts'
import {addRequest, createRequest, storedItems, types} from '../__fixtures__/test-server.ts'
import {ChatKitError} from '../errors.ts'
import {createHandler} from '../http/create-handler.ts'
import type {ChatKitServerOptions} from '../server.ts'
import type {Store} from '../store.ts'
import {MemoryStore} from '../stores/memory/memory-store.ts'
import {migrate, SqlStore} from '../stores/sql/index.ts'
import {openSqlite} from '../stores/sql/sqlite/index.ts'
import {sampleAnswer} from '../testing/samples.ts'
import {MemoryRunLog} from './memory-run-log.ts'

const KEY = '4f2c8a52-0d3e-4f6d-9c65-1b8f9c1c7a10'
const OTHER_KEY = '9d0a1f7e-52aa-4c0c-8d53-7a8c1c6ad001'

const subject = (person: string) => person

const STORES: Record<string, () => Promise<{store: Store<string>; close: () => Promise<void>}>> = {
  memory: async () => ({store: new MemoryStore({subject}), close: async () => {}}),
  SQLite: async () => {
    const db = openSqlite(':memory:')
    await migrate(db)
    return {store: new SqlStore({db, subject}), close: () => db.destroy()}
  },
}

/** The thread that a first question has made. */
async function onlyThread(server: Talker, person = 'alice'): Promise<string> {
  const {data} = await server.store.loadThreads({limit: 10, after: null, order: 'asc'}, person)
  expect(data).toHaveLength(1)
  return data[0]?.id ?? ''
}

async function storedTypes(server: Talker, threadId: string): Promise<string[]> {
  return (await storedItems(server.store, threadId)).map(({type}) => type)
}

const tick = () => new Promise((resolve) => setImmediate(resolve))

describe.each(Object.keys(STORES))('runs with a store in %s', (name) => {
  let store: Store<string>
  let close: () => Promise<void>
  const servers: Talker[] = []

  beforeEach(async () => {
    ;({store, close} = await (STORES[name]?.() ?? Promise.reject(new Error(name))))
  })

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stopRuns()))
    await close()
  })

  function setUp(options: Partial<ChatKitServerOptions<string>> = {}) {
    const server = new Talker({store, ...options})
    servers.push(server)
    return {server, client: new RunClient(server)}
  }

  describe('a request with an Idempotency-Key', () => {
    test('is answered with the run’s id, numbered events and an end marker', async () => {
      const {server, client} = setUp()
      server.say('Hello')
      server.finish()
      const got = await client.ask(KEY, createRequest())
      expect(got).toMatchObject({status: 200, runId: KEY, ended: true})
      expect(types(got.events)).toEqual([
        'thread.created',
        'thread.item.done(user_message)',
        'stream_options',
        'thread.item.added(assistant_message)',
        'thread.item.updated',
        'thread.item.done(assistant_message)',
      ])
      expect(got.ids).toEqual(['1', '2', '3', '4', '5', '6'])
    })

    test('without one, everything is as in the reference: no id, no number, no end marker', async () => {
      const {server, client} = setUp()
      server.finish()
      const got = await (await client.post(createRequest())).all()
      expect(got).toMatchObject({status: 200, runId: null, ended: false})
      expect(got.ids).toEqual([undefined, undefined, undefined, undefined, undefined])
    })

    test.each([['short'], ['with space in it'], ['x'.repeat(129)], ['ümläut-ümläut']])(
      'the key %p is refused',
      async (key) => {
        const {server} = setUp()
        const asked = server.process(JSON.stringify(createRequest()), 'alice', {idempotencyKey: key})
        await expect(asked).rejects.toMatchObject({code: 'InvalidRequest'})
      },
    )

    test('an operation that does not stream ignores the key', async () => {
      const {client} = setUp()
      const got = await client.ask(KEY, {type: 'threads.list', params: {}})
      expect(got).toMatchObject({status: 200, runId: null, json: {data: [], has_more: false}})
    })
  })

  describe('a connection that is lost', () => {
    test('costs nothing: the same bytes sent again go on where the client was', async () => {
      const {server, client} = setUp()
      const first = await client.post(createRequest(), {'idempotency-key': KEY})
      server.say('One ')
      await first.until('One ')
      await first.leave()
      server.say('two ')
      await tick()
      const second = await client.post(createRequest(), {'idempotency-key': KEY, 'last-event-id': '5'})
      server.say('three.')
      server.finish()
      const rest = await second.all()
      expect(rest).toMatchObject({status: 200, runId: KEY, ended: true})
      expect(rest.ids).toEqual(['6', '7', '8'])
      expect(rest.events.at(-1)).toMatchObject({item: {content: [{text: 'One two three.'}]}})
      expect(server.asked).toEqual(['Hello'])
      expect(await storedTypes(server, await onlyThread(server))).toEqual(['user_message', 'assistant_message'])
    })

    test('without a key it is a stop, as in the reference', async () => {
      const {server, client} = setUp()
      const connection = await client.post(createRequest())
      server.say('One ')
      await connection.until('One ')
      await connection.leave()
      const stored = await storedTypes(server, await onlyThread(server))
      expect(stored).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context'])
    })

    test('a client that has seen nothing gets everything from the start', async () => {
      const {server, client} = setUp()
      await (await client.post(createRequest(), {'idempotency-key': KEY})).leave()
      server.say('Hello')
      server.finish()
      const got = await client.ask(KEY, createRequest())
      expect(got.ids).toEqual(['1', '2', '3', '4', '5', '6'])
      expect(server.asked).toEqual(['Hello'])
    })

    test('sent again after the end, the answer comes again and is not given again', async () => {
      const {server, client} = setUp()
      server.say('Hello')
      server.finish()
      const first = await client.ask(KEY, createRequest())
      const again = await client.ask(KEY, createRequest())
      expect(again).toEqual(first)
      const nothingNew = await client.ask(KEY, createRequest(), {'last-event-id': '6'})
      expect(nothingNew).toMatchObject({status: 200, ended: true, events: []})
      expect(server.asked).toEqual(['Hello'])
    })

    test('claiming to have read what was never written is a Conflict: load the conversation again', async () => {
      const {server, client} = setUp()
      server.finish()
      await client.ask(KEY, createRequest())
      const got = await client.ask(KEY, createRequest(), {'last-event-id': '99'})
      expect(got).toMatchObject({
        status: 409,
        json: {error: {type: 'Conflict', message: expect.stringMatching(/load the conversation again/)}},
      })
    })

    test('claiming to have read a part of what is not known here asks nothing again', async () => {
      const {server, client} = setUp()
      const got = await client.ask(KEY, createRequest(), {'last-event-id': '2'})
      expect(got).toMatchObject({status: 409, json: {error: {type: 'Conflict'}}})
      expect((await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data).toEqual([])
      expect(server.asked).toEqual([])
      server.finish()
      expect(await client.ask(KEY, createRequest())).toMatchObject({status: 200, ended: true})
    })

    test.each(['x', '-1', '1.5', '9'.repeat(20)])('Last-Event-ID %p is refused', async (id) => {
      const {client} = setUp()
      expect(await client.ask(KEY, createRequest(), {'last-event-id': id})).toMatchObject({status: 400})
    })
  })

  describe('the same key', () => {
    test('for another request is a Conflict', async () => {
      const {server, client} = setUp()
      server.finish()
      await client.ask(KEY, createRequest('one'))
      const got = await client.ask(KEY, createRequest('two'))
      expect(got).toMatchObject({
        status: 409,
        json: {error: {message: expect.stringMatching(/used for another request/)}},
      })
      expect(server.asked).toEqual(['one'])
    })

    test('of another person is another run', async () => {
      const {server, client} = setUp()
      server.finish()
      const alice = await client.ask(KEY, createRequest('hers'))
      server.finish()
      const bob = await client.ask(KEY, createRequest('his'), {authorization: 'bob'})
      expect(server.asked).toEqual(['hers', 'his'])
      expect(bob.events[0]).not.toEqual(alice.events[0])
      expect((await client.attach(OTHER_KEY, {authorization: 'bob'})).response.status).toBe(404)
    })

    test('sent twice at the same moment asks once, in a new conversation', async () => {
      const {server, client} = setUp()
      server.say('Hello')
      server.finish()
      const [one, two] = await Promise.all([client.ask(KEY, createRequest()), client.ask(KEY, createRequest())])
      expect(one).toEqual(two)
      expect(server.asked).toEqual(['Hello'])
      expect(await storedTypes(server, await onlyThread(server))).toEqual(['user_message', 'assistant_message'])
    })

    test.each(['reject', 'queue', 'cancelPrevious'] as const)(
      'sent twice at the same moment asks once, in one that goes on (%s)',
      async (turnPolicy) => {
        const {server, client} = setUp({turnPolicy})
        server.finish()
        await client.ask(OTHER_KEY, createRequest('first'))
        const threadId = await onlyThread(server)
        server.say('Hello')
        server.finish()
        const [one, two, three] = await Promise.all(
          Array.from({length: 3}, () => client.ask(KEY, addRequest(threadId, 'second'))),
        )
        expect(one).toMatchObject({status: 200, ended: true})
        expect(two).toEqual(one)
        expect(three).toEqual(one)
        expect(server.asked).toEqual(['first', 'second'])
      },
    )

    test('is still free after a request that was refused', async () => {
      const {server, client} = setUp()
      expect(await client.ask(KEY, createRequest(''))).toMatchObject({status: 400})
      expect(await client.ask(KEY, addRequest('thr_unknown'))).toMatchObject({status: 404})
      server.finish()
      expect(await client.ask(KEY, createRequest('now'))).toMatchObject({status: 200, ended: true})
      expect(server.asked).toEqual(['now'])
    })

    test('is still free after a busy thread refused it', async () => {
      const {server, client} = setUp()
      const running = await client.post(createRequest('one'), {'idempotency-key': OTHER_KEY})
      const threadId = await onlyThread(server)
      const refused = await client.ask(KEY, addRequest(threadId, 'two'))
      expect(refused).toMatchObject({
        status: 409,
        json: {error: {message: expect.stringMatching(/still being written/)}},
      })
      server.finish()
      await running.all()
      server.finish()
      expect(await client.ask(KEY, addRequest(threadId, 'two'))).toMatchObject({status: 200, ended: true})
      expect(server.asked).toEqual(['one', 'two'])
    })
  })

  describe('what is remembered of runs', () => {
    test('is forgotten after a day, and no sooner', async () => {
      const {server, client} = setUp()
      const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
      const run = {
        logId: 'l',
        bodyHash: 'h',
        operation: 'threads.create',
        threadId: 't',
        state: 'done',
        itemIds: [],
      } as const
      await server.store.claimRun({...run, id: 'yesterday', itemIds: [], createdAt: hoursAgo(25)}, 'bob')
      await server.store.claimRun({...run, id: 'last-night', itemIds: [], createdAt: hoursAgo(23)}, 'bob')
      server.finish()
      await client.ask(KEY, createRequest())
      expect(await server.store.loadRun('yesterday', 'bob')).toBeNull()
      expect(await server.store.loadRun('last-night', 'bob')).toMatchObject({state: 'done'})
    })

    test('is no message text', async () => {
      const {server, client} = setUp()
      server.say('a private answer')
      server.finish()
      await client.ask(KEY, createRequest('a private question'))
      const run = await server.store.loadRun(KEY, 'alice')
      expect(run).toMatchObject({operation: 'threads.create', state: 'done', itemIds: [expect.any(String), 'msg_1']})
      expect(JSON.stringify(run)).not.toContain('private')
    })
  })

  describe('readers', () => {
    test('several follow one run, each from its own place', async () => {
      const {server, client} = setUp()
      const first = await client.post(createRequest(), {'idempotency-key': KEY})
      server.say('One ')
      await first.until('One ')
      const second = await client.attach(KEY)
      const third = await client.attach(KEY, {'last-event-id': '4'})
      expect(second.response.headers.get('chatkit-run-id')).toBe(KEY)
      server.say('two')
      server.finish()
      const all = await first.all()
      expect(await second.all()).toEqual(all)
      expect((await third.all()).events).toEqual(all.events.slice(4))
    })

    test('one that never reads holds nobody up', async () => {
      const {server, client} = setUp()
      const idle = await client.post(createRequest(), {'idempotency-key': KEY})
      for (let index = 0; index < 1000; index++) server.say(`word ${index} `)
      server.finish()
      const other = await (await client.attach(KEY)).all()
      expect(other.events).toHaveLength(1005)
      expect(await storedTypes(server, await onlyThread(server))).toEqual(['user_message', 'assistant_message'])
      expect((await idle.all()).events).toEqual(other.events)
    })

    test('get silence filled with heartbeats, which are not numbered', async () => {
      const {server} = setUp()
      const client = new RunClient(server, {heartbeatMs: 5})
      const connection = await client.post(createRequest(), {'idempotency-key': KEY})
      await connection.until(': ping\n: ping\n')
      server.finish()
      expect((await connection.all()).ids).toEqual(['1', '2', '3', '4', '5'])
    })

    test('are told of a run that is being carried out when they load its thread', async () => {
      const {server, client} = setUp()
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      const threadId = await onlyThread(server)
      const load = () => client.post({type: 'threads.get_by_id', params: {thread_id: threadId}})
      expect((await load()).response.headers.get('chatkit-run-id')).toBe(KEY)
      server.finish()
      await running.all()
      expect((await load()).response.headers.get('chatkit-run-id')).toBeNull()
    })

    test.each(['POST', 'PUT', 'PATCH'])('%s is not how to follow a run', async (method) => {
      const {server} = setUp()
      const handler = createHandler(server, {context: () => 'alice'})
      const response = await handler(new Request(`http://localhost/chatkit/runs/${KEY}`, {method}))
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, DELETE, OPTIONS')
    })

    test('of an unknown run get 404', async () => {
      const {client} = setUp()
      expect(await (await client.attach(KEY)).all()).toMatchObject({status: 404, json: {error: {type: 'NotFound'}}})
    })
  })

  describe('stopping a run', () => {
    test('keeps what was written, ends every reader, and frees the thread before it answers', async () => {
      const {server, client} = setUp()
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      server.say('Half an ans')
      await running.until('Half an ans')
      const response = await client.cancel(KEY)
      expect(response.status).toBe(204)
      const threadId = await onlyThread(server)
      server.finish()
      expect(await client.ask(OTHER_KEY, addRequest(threadId, 'next'))).toMatchObject({status: 200, ended: true})
      expect(await running.all()).toMatchObject({ended: true})
      expect((await storedTypes(server, threadId)).slice(0, 4)).toEqual([
        'user_message',
        'assistant_message',
        'sdk_hidden_context',
        'user_message',
      ])
    })

    test('twice, or after the end, is all right', async () => {
      const {server, client} = setUp()
      server.finish()
      await client.ask(KEY, createRequest())
      expect((await client.cancel(KEY)).status).toBe(204)
      expect((await client.cancel(KEY)).status).toBe(204)
      expect((await server.store.loadRun(KEY, 'alice'))?.state).toBe('done')
    })

    test('of another person is 404 and stops nothing', async () => {
      const {server, client} = setUp()
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      expect((await client.cancel(KEY, {authorization: 'bob'})).status).toBe(404)
      server.say('Still here')
      server.finish()
      expect((await running.all()).events.at(-1)).toMatchObject({item: {content: [{text: 'Still here'}]}})
    })

    test('before it began: the question is kept, and not answered', async () => {
      const {server, client} = setUp()
      expect((await client.cancel(KEY)).status).toBe(404)
      const got = await client.ask(KEY, createRequest('too late'))
      expect(got).toMatchObject({status: 200, ended: true})
      expect(types(got.events)).toEqual(['thread.created', 'thread.item.done(user_message)', 'stream_options'])
      expect(server.asked).toEqual([])
      expect(await storedTypes(server, await onlyThread(server))).toEqual(['user_message', 'sdk_hidden_context'])
      expect((await server.store.loadRun(KEY, 'alice'))?.state).toBe('cancelled')
    })
  })

  describe('a run whose log is gone', () => {
    /** A log that keeps nothing once a run has ended. */
    const forgetful = () => new MemoryRunLog({maxFinishedChars: 0})

    test('is told again from what was stored', async () => {
      const {server, client} = setUp({runLog: forgetful()})
      server.say('Hello')
      server.finish()
      await client.ask(KEY, createRequest())
      const again = await client.ask(KEY, createRequest())
      expect(types(again.events)).toEqual([
        'thread.created',
        'thread.item.done(user_message)',
        'thread.item.done(assistant_message)',
      ])
      expect(again).toMatchObject({runId: KEY, ended: true, ids: ['1', '2', '3']})
      // The numbers of the log mean nothing any more; items are applied by their id.
      const rest = await client.ask(KEY, createRequest(), {'last-event-id': '6'})
      expect(types(rest.events)).toEqual(['thread.item.done(assistant_message)', 'thread.updated'])
      expect(server.asked).toEqual(['Hello'])
    })

    test('leaves out hidden items, and what a retry has deleted since', async () => {
      const {server, client} = setUp({runLog: forgetful()})
      server.answer = async function* () {
        yield {type: 'thread.item.done', item: sampleAnswer('msg_a', 'first')}
        yield {
          type: 'thread.item.done',
          item: {
            type: 'hidden_context_item',
            id: 'hid',
            thread_id: 't',
            created_at: new Date().toISOString(),
            content: 'x',
          },
        }
      }
      await client.ask(KEY, createRequest())
      const threadId = await onlyThread(server)
      await server.store.deleteThreadItem(threadId, 'msg_a', 'alice')
      const again = await client.ask(KEY, createRequest())
      expect(types(again.events)).toEqual(['thread.created', 'thread.item.done(user_message)'])
    })

    test('is NotFound once its thread has been deleted: the question does not come back', async () => {
      const {server, client} = setUp({runLog: forgetful()})
      server.finish()
      await client.ask(KEY, createRequest())
      await client.post({type: 'threads.delete', params: {thread_id: await onlyThread(server)}})
      expect(await client.ask(KEY, createRequest())).toMatchObject({status: 404})
      expect(server.asked).toEqual(['Hello'])
    })

    test('ends with an error again if it ended with one', async () => {
      const {server, client} = setUp({runLog: forgetful()})
      server.answer = async function* () {
        yield {type: 'thread.item.done', item: sampleAnswer('msg_a', 'part')}
        throw new Error('model down')
      }
      await client.ask(KEY, createRequest())
      const again = await client.ask(KEY, createRequest())
      expect(again.events.at(-1)).toEqual({type: 'error', code: 'stream.error', allow_retry: true})
      expect(server.reports).toHaveLength(1)
    })
  })

  describe('a run whose process died', () => {
    /** A server that knows of a run only from the store, as after a restart. */
    async function afterRestart() {
      const before = setUp()
      const running = await before.client.post(createRequest(), {'idempotency-key': KEY})
      before.server.say('Half')
      await running.until('Half')
      return setUp()
    }

    test('is noticed: whoever sends the question again gets it, and an error that offers Retry', async () => {
      const {server, client} = await afterRestart()
      const got = await client.ask(KEY, createRequest())
      expect(types(got.events)).toEqual(['thread.created', 'thread.item.done(user_message)', 'error'])
      expect(got.events.at(-1)).toEqual({type: 'error', code: 'stream.error', allow_retry: true})
      expect(got.ended).toBe(true)
      expect(server.asked).toEqual([])
      expect((await server.store.loadRun(KEY, 'alice'))?.state).toBe('failed')
    })

    test('whoever comes back in the middle gets only the error', async () => {
      const {client} = await afterRestart()
      const got = await client.ask(KEY, createRequest(), {'last-event-id': '5'})
      expect(got.events).toEqual([{type: 'error', code: 'stream.error', allow_retry: true}])
      expect(got.ended).toBe(true)
      expect(await client.ask(KEY, createRequest(), {'last-event-id': '5'})).toEqual(got)
    })

    test('does not keep the thread: it is no running run any more, and the conversation goes on', async () => {
      const {server, client} = await afterRestart()
      const {data} = await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')
      const threadId = data[0]?.id ?? ''
      const loaded = await client.post({type: 'threads.get_by_id', params: {thread_id: threadId}})
      expect(loaded.response.headers.get('chatkit-run-id')).toBeNull()
      expect((await loaded.all()).json).toMatchObject({items: {data: [{type: 'user_message'}]}})
      server.finish()
      expect(await client.ask(OTHER_KEY, addRequest(threadId, 'go on'))).toMatchObject({status: 200, ended: true})
    })

    test('can still be stopped', async () => {
      const {server, client} = await afterRestart()
      expect((await client.cancel(KEY)).status).toBe(204)
      expect((await server.store.loadRun(KEY, 'alice'))?.state).toBe('cancelled')
    })
  })

  describe('a run’s end', () => {
    test('when the server is stopped: readers learn why, and what was written is stored', async () => {
      const {server, client} = setUp()
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      server.say('Half')
      await running.until('Half')
      await server.stopRuns()
      expect(server.runs.size).toBe(0)
      const got = await running.all()
      expect(got.events.at(-1)).toMatchObject({type: 'error', code: 'custom', allow_retry: true})
      expect(got.ended).toBe(true)
      const stored = await storedTypes(server, await onlyThread(server))
      expect(stored).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context'])
      expect((await server.store.loadRun(KEY, 'alice'))?.state).toBe('failed')
    })

    test('when its thread is deleted: readers are told', async () => {
      const {server, client} = setUp()
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      server.say('Half')
      await running.until('Half')
      await client.post({type: 'threads.delete', params: {thread_id: await onlyThread(server)}})
      expect((await running.all()).events.at(-1)).toMatchObject({
        type: 'error',
        code: 'custom',
        message: 'This conversation was deleted.',
      })
    })

    test('when it says too much: it is stopped, its text kept', async () => {
      const {server, client} = setUp({limits: {maxRunChars: 2000}})
      server.answer = async function* () {
        yield {type: 'thread.item.added', item: sampleAnswer('msg_1', '')}
        for (;;) {
          const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'blah '} as const
          yield {type: 'thread.item.updated', item_id: 'msg_1', update}
        }
      }
      const got = await client.ask(KEY, createRequest())
      expect(got.events.at(-1)).toMatchObject({type: 'error', message: 'This answer became too long and was stopped.'})
      const stored = await storedTypes(server, await onlyThread(server))
      expect(stored).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context'])
    })

    test('a hook that never waits does not keep others from being served', async () => {
      const {server, client} = setUp()
      const talking = {on: true}
      server.answer = async function* () {
        while (talking.on) yield {type: 'progress_update', text: 'busy'}
      }
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      expect((await client.ask(OTHER_KEY, {type: 'threads.list', params: {}})).status).toBe(200)
      talking.on = false
      expect((await running.all()).ended).toBe(true)
    })
  })

  describe('a log that fails', () => {
    test('at the start: the question is refused and not stored', async () => {
      const runLog = new MemoryRunLog()
      runLog.open = async () => {
        throw new Error('redis is down')
      }
      const {server, client} = setUp({runLog})
      expect(await client.ask(KEY, createRequest())).toMatchObject({status: 503, json: {error: {type: 'Unavailable'}}})
      expect((await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data).toEqual([])
      expect(server.reports).toHaveLength(1)
    })

    test('while a thread is loaded: the thread is shown, without its run', async () => {
      const runLog = new MemoryRunLog()
      const {server, client} = setUp({runLog})
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      const isAlive = jest.spyOn(runLog, 'isAlive').mockRejectedValue(new Error('redis is down'))
      const loaded = await client.post({
        type: 'threads.get_by_id',
        params: {thread_id: await onlyThread(server)},
      })
      expect(loaded.response.status).toBe(200)
      expect(loaded.response.headers.get('chatkit-run-id')).toBeNull()
      isAlive.mockRestore()
      expect((await server.store.loadRun(KEY, 'alice'))?.state).toBe('running')
      server.finish()
      expect(await running.all()).toMatchObject({ended: true})
    })

    test('in the middle: the answer is stored all the same, and the failure reported once', async () => {
      const runLog = new MemoryRunLog()
      const open = runLog.open.bind(runLog)
      runLog.open = async (logId, onCancel) => {
        const append = (): never => {
          throw new Error('redis is down')
        }
        return Object.assign(await open(logId, onCancel), {append})
      }
      const {server, client} = setUp({runLog})
      server.say('Hello')
      server.finish()
      const got = await client.ask(KEY, createRequest())
      expect(got).toMatchObject({ended: true, events: [{type: 'error', allow_retry: true}]})
      expect(await storedTypes(server, await onlyThread(server))).toEqual(['user_message', 'assistant_message'])
      expect(server.reports).toHaveLength(1)
    })
  })

  describe('admission', () => {
    test('a turn that is not admitted stores nothing and leaves its key free', async () => {
      const {server, client} = setUp()
      server.admitTurn = async () => {
        throw new ChatKitError('RateLimited', 'Too many questions at once.', {retryAfter: 7})
      }
      const refused = await client.post(createRequest(), {'idempotency-key': KEY})
      expect(refused.response.status).toBe(429)
      expect(refused.response.headers.get('retry-after')).toBe('7')
      expect((await server.store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data).toEqual([])
      server.admitTurn = async () => undefined
      server.finish()
      expect(await client.ask(KEY, createRequest())).toMatchObject({status: 200, ended: true})
    })

    test('is asked once for a turn, however often its request is sent, and told of its end', async () => {
      const {server, client} = setUp()
      const log: string[] = []
      server.admitTurn = async () => {
        log.push('begins')
        return () => log.push('ends')
      }
      const running = await client.post(createRequest(), {'idempotency-key': KEY})
      await (await client.post(createRequest(), {'idempotency-key': KEY})).leave()
      expect(log).toEqual(['begins'])
      server.finish()
      await running.all()
      await client.ask(KEY, createRequest())
      expect(log).toEqual(['begins', 'ends'])
    })
  })

  describe('every operation that streams is carried out once', () => {
    test('a client tool’s output', async () => {
      const {server, client} = setUp()
      const call = {
        type: 'client_tool_call',
        id: 'tc_1',
        thread_id: 't',
        created_at: '2026-01-01T00:00:00Z',
        call_id: 'c',
        name: 'n',
        arguments: {},
      } as const
      server.answer = async function* (_thread, message) {
        server.asked.push(message === null ? null : 'question')
        if (message !== null) yield {type: 'thread.item.done', item: {...call, status: 'pending'}}
      }
      await client.ask(OTHER_KEY, createRequest())
      const request = {type: 'threads.add_client_tool_output', params: {thread_id: await onlyThread(server), result: 1}}
      const first = await client.ask(KEY, request)
      expect(first).toMatchObject({status: 200, ended: true})
      expect(await client.ask(KEY, request)).toEqual(first)
      expect(server.asked).toEqual(['question', null])
    })

    test('a retry', async () => {
      const {server, client} = setUp()
      server.finish()
      await client.ask(OTHER_KEY, createRequest())
      const threadId = await onlyThread(server)
      const [question] = await storedItems(server.store, threadId)
      const request = {type: 'threads.retry_after_item', params: {thread_id: threadId, item_id: question?.id}}
      server.finish()
      const first = await client.ask(KEY, request)
      expect(await client.ask(KEY, request)).toEqual(first)
      expect(server.asked).toEqual(['Hello', 'Hello'])
    })

    test('an action from something that is no widget is refused in a stream with an end', async () => {
      const {server, client} = setUp()
      server.finish()
      await client.ask(OTHER_KEY, createRequest())
      const threadId = await onlyThread(server)
      const [question] = await storedItems(server.store, threadId)
      const params = {thread_id: threadId, item_id: question?.id, action: {type: 'x'}}
      const got = await client.ask(KEY, {type: 'threads.custom_action', params})
      expect(got).toMatchObject({status: 200, ended: true, events: [{type: 'error', allow_retry: false}]})
    })
  })
})
