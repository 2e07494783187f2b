import {CompiledQuery, createQueryId, sql} from 'kysely'
import type {Kysely, KyselyPlugin, RootOperationNode} from 'kysely'
import type {PoolConfig} from 'pg'
import {type Proxy, startProxy} from '../../../../../../scripts/lib/proxy.js'
import {describeWith, testName} from '../../../__fixtures__/services.ts'
import {eventually} from '../../../testing/run-frames.ts'
import {walk} from '../../../testing/expectations.ts'
import {sampleAnswer, sampleThread} from '../../../testing/samples.ts'
import {storeConformance} from '../../../testing/index.ts'
import {migrate, SqlStore} from '../index.ts'
import type {ChatKitTables} from '../index.ts'
import {openPostgres} from './index.ts'

const subject = (person: string) => person

describeWith('postgres', 'SqlStore on Postgres', (url) => {
  let admin: Kysely<ChatKitTables>
  const schemas: string[] = []
  const opened: Kysely<ChatKitTables>[] = []

  beforeAll(() => {
    admin = openPostgres({connectionString: url(), max: 1})
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((db) => db.destroy()))
    for (const schema of schemas.splice(0)) await sql`drop schema ${sql.id(schema)} cascade`.execute(admin)
  })
  afterAll(() => admin.destroy())

  /** A schema of its own, so that nothing else on the server is touched. */
  async function makeSchema(): Promise<string> {
    const schema = testName()
    await sql`create schema ${sql.id(schema)}`.execute(admin)
    schemas.push(schema)
    return schema
  }

  const inSchema = (schema: string): PoolConfig => ({
    connectionString: url(),
    options: `-c search_path=${schema}`,
    max: 4,
  })

  function open(schema: string, options: PoolConfig = {}) {
    const db = openPostgres({...inSchema(schema), ...options})
    opened.push(db)
    return db
  }

  async function openStore(schema?: string) {
    const db = open(schema ?? (await makeSchema()))
    await migrate(db)
    return {db, store: new SqlStore<string>({db, subject})}
  }

  describe('keeps the rules of stores:', () => {
    let db: Kysely<ChatKitTables>
    let schema: string
    beforeAll(async () => {
      schema = testName()
      await sql`create schema ${sql.id(schema)}`.execute(admin)
      db = openPostgres(inSchema(schema))
      await migrate(db)
    })
    afterAll(async () => {
      await db.destroy()
      await sql`drop schema ${sql.id(schema)} cascade`.execute(admin)
    })

    const cases = storeConformance({
      async open() {
        await sql`truncate chatkit_threads, chatkit_attachments, chatkit_runs cascade`.execute(db)
        return {store: new SqlStore<string>({db, subject})}
      },
      contexts: ['alice', 'bob'],
    })
    test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
      await run()
    })
  })

  test('items that several processes add at once get places of their own, and are paged through completely', async () => {
    const schema = await makeSchema()
    const {db, store} = await openStore(schema)
    const others = await Promise.all([openStore(schema), openStore(schema), openStore(schema)])
    await store.saveThread(sampleThread('thr_1'), 'alice')
    const ids = Array.from({length: 120}, (_, index) => `msg_${index}`)
    const adding = ids.map((id, index) => others[index % 3]?.store.addThreadItem('thr_1', sampleAnswer(id), 'alice'))
    await Promise.all(adding)
    const rows = await db.selectFrom('chatkit_items').select('position').orderBy('position').execute()
    expect(rows.map(({position}) => position)).toEqual(ids.map((_, index) => index + 1))
    const paged = await walk((query) => store.loadThreadItems('thr_1', query, 'alice'), 7, 'asc')
    expect(paged.toSorted()).toEqual(ids.toSorted())
  })

  test('an item waits for a transaction that adds to the same thread, and comes after it', async () => {
    const schema = await makeSchema()
    const {store} = await openStore(schema)
    const other = await openStore(schema)
    await store.saveThread(sampleThread('thr_1'), 'alice')
    let adding: Promise<void> | undefined
    await store.transaction('alice', async (inside) => {
      await inside.addThreadItem('thr_1', sampleAnswer('first'), 'alice')
      adding = other.store.addThreadItem('thr_1', sampleAnswer('second'), 'alice')
      await new Promise((resolve) => setTimeout(resolve, 50))
      await inside.addThreadItem('thr_1', sampleAnswer('still first'), 'alice')
    })
    await adding
    const page = await store.loadThreadItems('thr_1', {limit: 10, after: null, order: 'asc'}, 'alice')
    expect(page.data.map(({id}) => id)).toEqual(['first', 'still first', 'second'])
  })

  test('threads are deleted while others add to them: each item is stored with its thread or refused', async () => {
    const schema = await makeSchema()
    const [{store}, other] = await Promise.all([openStore(schema), openStore(schema)])
    for (let round = 0; round < 10; round++) {
      await store.saveThread(sampleThread('thr_1'), 'alice')
      const adding = Array.from({length: 10}, (_, index) =>
        other.store.addThreadItem('thr_1', sampleAnswer(`msg_${index}`), 'alice').catch((error: unknown) => error),
      )
      await store.deleteThread('thr_1', 'alice')
      for (const result of await Promise.all(adding)) {
        if (result !== undefined) expect(result).toMatchObject({code: 'NotFound'})
      }
      await store.saveThread(sampleThread('thr_1'), 'alice')
      expect(await walk((query) => store.loadThreadItems('thr_1', query, 'alice'), 10, 'asc')).toEqual([])
      await store.deleteThread('thr_1', 'alice')
    }
  })

  test('ids sort by their code points, whatever language the database sorts by', async () => {
    const {store} = await openStore()
    const ids = ['thr_B', 'thr_a', 'thr_Ä', 'thr_b', 'thr_-', 'thr_A']
    for (const id of ids) await store.saveThread(sampleThread(id), 'alice')
    const sorted = ids.toSorted()
    expect(await walk((query) => store.loadThreads(query, 'alice'), 2, 'asc')).toEqual(sorted)
    expect(await walk((query) => store.loadThreads(query, 'alice'), 2, 'desc')).toEqual(sorted.toReversed())
  })

  test('a page deep in a long thread is read from its cursor on, by an index', async () => {
    const {db} = await openStore()
    const nodes: RootOperationNode[] = []
    const recording: KyselyPlugin = {
      transformQuery({node}) {
        nodes.push(node)
        return node
      },
      transformResult: async ({result}) => result,
    }
    const store = new SqlStore<string>({db: db.withPlugin(recording), subject})
    await store.saveThread(sampleThread('thr_1'), 'alice')
    await sql`insert into chatkit_items (subject, thread_id, id, position, data)
      select 'alice', 'thr_1', 'msg_' || n, n, '{"id":"msg_' || n || '"}' from generate_series(1, 5000) n`.execute(db)
    await sql`analyze chatkit_items`.execute(db)
    const page = await store.loadThreadItems('thr_1', {limit: 20, after: 'msg_4000', order: 'asc'}, 'alice')
    expect(page.data[0]?.id).toBe('msg_4001')

    const node = nodes.at(-1)
    if (node === undefined) throw new Error('no query was seen')
    const query = db.getExecutor().compileQuery(node, createQueryId())
    const explain = CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters])
    const {rows} = await db.executeQuery<{'QUERY PLAN': string}>(explain)
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*"?position"? >= /)
  })

  describe('migrating', () => {
    test('many processes may start at the same moment', async () => {
      const schema = await makeSchema()
      const databases = Array.from({length: 6}, () => open(schema))
      await Promise.all(databases.map((db) => migrate(db)))
      const store = new SqlStore<string>({db: open(schema), subject})
      await store.saveThread(sampleThread('thr_1'), 'alice')
    })

    test('tables of another schema do not pass for its own', async () => {
      await openStore()
      const {store} = await openStore()
      expect((await store.loadThreads({limit: 1, after: null, order: 'asc'}, 'alice')).data).toEqual([])
    })

    test.each<[string, (target: URL) => void, RegExp]>([
      ['nobody listens', (target) => (target.port = '1'), /ECONNREFUSED/],
      ['the password is wrong', (target) => (target.password = 'wrong'), /password authentication failed/],
      ['the database does not exist', (target) => (target.pathname = '/chatkit_none'), /"chatkit_none" does not exist/],
    ])('says what to do when %s', async (_name, change, reason) => {
      const target = new URL(url())
      change(target)
      const db = openPostgres(target.href)
      opened.push(db)
      const migrating = migrate(db)
      await expect(migrating).rejects.toThrow(reason)
      await expect(migrating).rejects.toThrow(/cannot be reached: .*Check its address, name, user and password/)
      await expect(migrating).rejects.not.toThrow(target.password)
    })

    test('says so when it may not create tables', async () => {
      const migrating = migrate(open('pg_catalog'))
      await expect(migrating).rejects.toMatchObject({code: 'ConfigurationError'})
      await expect(migrating).rejects.toThrow(/permission denied.*give it the right to/)
    })
  })

  describe('trouble', () => {
    let proxy: Proxy
    beforeEach(async () => {
      proxy = await startProxy(url())
    })
    afterEach(() => proxy.close())

    async function openBehindProxy() {
      const schema = await makeSchema()
      await openStore(schema)
      const db = open(schema, {connectionString: proxy.url, query_timeout: 300, connectionTimeoutMillis: 300})
      const store = new SqlStore<string>({db, subject})
      await store.saveThread(sampleThread('thr_1'), 'alice')
      return {db, store}
    }
    const unavailable = {code: 'Unavailable', message: expect.not.stringMatching(/postgres|database|sql/i) as string}

    test.each(['cut', 'freeze'] as const)(
      'a database that has gone (%s) is unavailable, and used again once it is back',
      async (how) => {
        const {store} = await openBehindProxy()
        await proxy[how]()
        await expect(store.loadThread('thr_1', 'alice')).rejects.toMatchObject(unavailable)
        await expect(store.addThreadItem('thr_1', sampleAnswer('msg_1'), 'alice')).rejects.toMatchObject(unavailable)
        const work = store.transaction('alice', (inside) => inside.saveThread(sampleThread('thr_2'), 'alice'))
        await expect(work).rejects.toMatchObject(unavailable)
        await proxy.restore()
        await eventually('it is used again', () =>
          store.loadThread('thr_1', 'alice').then(
            () => true,
            () => false,
          ),
        )
        await store.addThreadItem('thr_1', sampleAnswer('msg_1'), 'alice')
        await expect(store.loadThread('thr_2', 'alice')).rejects.toMatchObject({code: 'NotFound'})
      },
    )

    test('a transaction that is cut off is unavailable and leaves nothing', async () => {
      const {store} = await openBehindProxy()
      const work = store.transaction('alice', async (inside) => {
        await inside.addThreadItem('thr_1', sampleAnswer('msg_1'), 'alice')
        await proxy.cut()
        await inside.addThreadItem('thr_1', sampleAnswer('msg_2'), 'alice')
      })
      await expect(work).rejects.toMatchObject(unavailable)
      await proxy.restore()
      expect(await walk((query) => store.loadThreadItems('thr_1', query, 'alice'), 10, 'asc')).toEqual([])
    })

    test('connections that the server ends are replaced without anybody noticing', async () => {
      const {db, store} = await openBehindProxy()
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'chatkit-server' and pid <> pg_backend_pid()
        and query like '%chatkit_threads%'`.execute(admin)
      await eventually('it is used again', () =>
        store.loadThread('thr_1', 'alice').then(
          () => true,
          () => false,
        ),
      )
      expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{one: 1}])
    })

    test('a mistake in a query is not taken for an outage', async () => {
      const {db} = await openStore()
      await expect(sql`select nothing from nowhere`.execute(db)).rejects.toMatchObject({code: '42P01'})
    })

    test('numbers beyond what JavaScript can count are read as text', async () => {
      const {db} = await openStore()
      const {rows} = await sql`select 5::bigint as small, 9007199254740993::bigint as large`.execute(db)
      expect(rows).toEqual([{small: 5, large: '9007199254740993'}])
    })
  })
})
