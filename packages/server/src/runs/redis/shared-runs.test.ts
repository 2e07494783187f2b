import {sql} from 'kysely'
import {Redis} from 'ioredis'
import {RunClient} from '../../__fixtures__/run-client.ts'
import {describeWith, testName} from '../../__fixtures__/services.ts'
import {Talker} from '../../__fixtures__/talker.ts'
import {addRequest, createRequest, storedItems} from '../../__fixtures__/test-server.ts'
import type {ChatKitServerOptions} from '../../server.ts'
import {migrate, SqlStore} from '../../stores/sql/index.ts'
import {openPostgres} from '../../stores/sql/postgres/index.ts'
import {RedisRunLog} from './redis-run-log.ts'

const KEY = '4f2c8a52-0d3e-4f6d-9c65-1b8f9c1c7a10'
const OTHER_KEY = '9d0a1f7e-52aa-4c0c-8d53-7a8c1c6ad001'

describeWith('postgres', 'servers that share a database and Redis', (postgres) =>
  describeWith('redis', 'as two processes do', (redis) => {
    const schema = testName()
    const admin = () => openPostgres({connectionString: postgres(), max: 1})
    const running: (() => Promise<unknown>)[] = []

    beforeAll(async () => {
      const db = admin()
      await sql`create schema ${sql.id(schema)}`.execute(db)
      await db.destroy()
    })
    afterEach(async () => {
      await Promise.all(running.splice(0).map((stop) => stop()))
      const db = openInSchema()
      await sql`truncate chatkit_threads, chatkit_runs cascade`.execute(db)
      await db.destroy()
    })
    afterAll(async () => {
      const db = admin()
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db)
      await db.destroy()
      await forget('')
    })

    /** Deletes what is in Redis under a name. */
    async function forget(name: string): Promise<void> {
      const client = new Redis(redis())
      const keys = await client.keys(`${schema}:${name}*`)
      if (keys.length > 0) await client.del(...keys)
      client.disconnect()
    }

    const openInSchema = () => openPostgres({connectionString: postgres(), options: `-c search_path=${schema}`, max: 3})

    /** A server with connections of its own. `kill` is what its process's death is to the others, once its sign of life has expired. */
    async function start(options: Partial<ChatKitServerOptions<string>> = {}) {
      const db = openInSchema()
      await migrate(db)
      const clients: Redis[] = []
      const connect = () => {
        const client = new Redis(redis())
        clients.push(client)
        return client
      }
      const runLog = new RedisRunLog({
        redis: connect,
        prefix: `${schema}:`,
        pollMs: 100,
        onError: () => {},
      })
      const server = new Talker({store: new SqlStore({db, subject: (person) => person}), runLog, ...options})
      running.push(async () => {
        await server.stopRuns()
        await runLog.close()
        await db.destroy()
      })
      const kill = async () => {
        for (const client of clients) client.disconnect()
        await forget('process:')
      }
      return {server, client: new RunClient(server), kill}
    }

    async function onlyThread({store}: Talker): Promise<string> {
      const {data} = await store.loadThreads({limit: 10, after: null, order: 'asc'}, 'alice')
      expect(data).toHaveLength(1)
      return data[0]?.id ?? ''
    }

    const storedTypes = async ({store}: Talker, threadId: string) =>
      (await storedItems(store, threadId)).map(({type}) => type)

    test('an answer that one carries out is taken up at the other, where the client was', async () => {
      const [one, two] = await Promise.all([start(), start()])
      const first = await one.client.post(createRequest(), {'idempotency-key': KEY})
      one.server.say('One ')
      await first.until('One ')
      await first.leave()
      const second = await two.client.post(createRequest(), {'idempotency-key': KEY, 'last-event-id': '5'})
      one.server.say('two.')
      one.server.finish()
      const rest = await second.all()
      expect(rest).toMatchObject({status: 200, runId: KEY, ended: true})
      expect(rest.ids).toEqual(['6', '7'])
      expect(rest.events.at(-1)).toMatchObject({item: {content: [{text: 'One two.'}]}})
      expect([one.server.asked, two.server.asked]).toEqual([['Hello'], []])
    })

    test('the same question that reaches both at once is asked once, and both tell its answer', async () => {
      const [one, two] = await Promise.all([start(), start()])
      for (const {server} of [one, two]) {
        server.say('Hello')
        server.finish()
      }
      const [here, there] = await Promise.all([
        one.client.ask(KEY, createRequest()),
        two.client.ask(KEY, createRequest()),
      ])
      expect(here).toMatchObject({status: 200, ended: true})
      expect(there).toEqual(here)
      expect([...one.server.asked, ...two.server.asked]).toEqual(['Hello'])
      expect(await storedTypes(one.server, await onlyThread(one.server))).toEqual(['user_message', 'assistant_message'])
    })

    test('a run is known, followed and stopped at the other; the thread is free when the stop is answered', async () => {
      const [one, two] = await Promise.all([start(), start()])
      const here = await one.client.post(createRequest(), {'idempotency-key': KEY})
      one.server.say('Half an ans')
      await here.until('Half an ans')
      const threadId = await onlyThread(two.server)
      const loaded = await two.client.post({type: 'threads.get_by_id', params: {thread_id: threadId}})
      expect(loaded.response.headers.get('chatkit-run-id')).toBe(KEY)
      const there = await two.client.attach(KEY)
      await there.until('Half an ans')

      expect((await two.client.cancel(KEY)).status).toBe(204)
      two.server.finish()
      expect(await two.client.ask(OTHER_KEY, addRequest(threadId))).toMatchObject({status: 200, ended: true})
      const [endHere, endThere] = await Promise.all([here.all(), there.all()])
      expect(endHere).toMatchObject({ended: true})
      expect(endThere.ids).toEqual(endHere.ids)
      expect((await storedTypes(two.server, threadId)).slice(0, 3)).toEqual([
        'user_message',
        'assistant_message',
        'sdk_hidden_context',
      ])
    })

    test('a turn on a thread that is busy at the other is refused, waits, or stops it, by policy', async () => {
      const [one, two] = await Promise.all([start(), start()])
      const here = await one.client.post(createRequest(), {'idempotency-key': KEY})
      one.server.say('Long')
      await here.until('Long')
      const threadId = await onlyThread(one.server)
      const refused = await two.client.ask(OTHER_KEY, addRequest(threadId))
      expect(refused).toMatchObject({status: 409, json: {error: {type: 'Conflict'}}})

      const waiting = await start({turnPolicy: 'queue'})
      const asking = waiting.client.ask(OTHER_KEY, addRequest(threadId))
      waiting.server.finish()
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(waiting.server.asked).toEqual([])
      one.server.finish()
      expect(await asking).toMatchObject({status: 200, ended: true})
      await here.all()

      const again = await one.client.post(addRequest(threadId), {'idempotency-key': crypto.randomUUID()})
      one.server.say('Long')
      await again.until('Long')
      const urgent = await start({turnPolicy: 'cancelPrevious'})
      urgent.server.finish()
      const got = await urgent.client.ask(crypto.randomUUID(), addRequest(threadId))
      expect(got).toMatchObject({status: 200, ended: true})
      await again.all()
    })

    test('when a process dies, its readers at the other get an error that offers Retry, and the thread goes on', async () => {
      const [one, two] = await Promise.all([start(), start()])
      const here = await one.client.post(createRequest(), {'idempotency-key': KEY})
      one.server.say('Half')
      await here.until('Half')
      const there = await two.client.attach(KEY)
      await there.until('Half')
      await one.kill()
      const got = await there.all()
      expect(got).toMatchObject({ended: true})
      expect(got.events.at(-1)).toEqual({type: 'error', code: 'stream.error', allow_retry: true})
      const threadId = await onlyThread(two.server)
      two.server.finish()
      expect(await two.client.ask(OTHER_KEY, addRequest(threadId))).toMatchObject({status: 200, ended: true})
    })
  }),
)
