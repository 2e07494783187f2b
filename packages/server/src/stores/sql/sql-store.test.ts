import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {firstLine, startTypeScript} from '../../__fixtures__/child-process.ts'
import {walk} from '../../testing/expectations.ts'
import {sampleAnswer, sampleThread} from '../../testing/samples.ts'
import {storeConformance} from '../../testing/index.ts'
import {migrate, SqlStore} from './index.ts'
import {openSqlite} from './sqlite/index.ts'
import type {ChatKitTables} from './index.ts'

let folder: string
let count = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatkit-sql-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

async function openStore(path = join(folder, `${count++}.db`)) {
  const db = openSqlite(path)
  await migrate(db)
  const store = new SqlStore<string>({db, subject: (context) => context})
  return {db, store, path, close: () => db.destroy()}
}

describe('SqlStore on SQLite', () => {
  const cases = storeConformance({open: () => openStore(), contexts: ['alice', 'bob']})
  test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
    await run()
  })

  test('what was stored is there after the file is closed and opened again', async () => {
    const first = await openStore()
    await first.store.saveThread(sampleThread('thr_1', {title: 'Kept'}), 'alice')
    await first.store.addThreadItem('thr_1', sampleAnswer('msg_1'), 'alice')
    await first.close()

    const second = await openStore(first.path)
    expect(await second.store.loadThread('thr_1', 'alice')).toEqual(sampleThread('thr_1', {title: 'Kept'}))
    expect(await second.store.loadItem('thr_1', 'msg_1', 'alice')).toEqual(sampleAnswer('msg_1'))
    await second.close()
  })

  test('two open connections to one file see each other', async () => {
    const first = await openStore()
    const second = await openStore(first.path)
    await first.store.saveThread(sampleThread('thr_1'), 'alice')
    await second.store.addThreadItem('thr_1', sampleAnswer('msg_1'), 'alice')
    expect(await first.store.loadItem('thr_1', 'msg_1', 'alice')).toEqual(sampleAnswer('msg_1'))
    await first.close()
    await second.close()
  })

  test('transactions do not interleave, and one that fails leaves nothing', async () => {
    const {db, store, close} = await openStore()
    const insert = (name: string, fail: boolean) =>
      db.transaction().execute(async (transaction) => {
        const scoped = new SqlStore<string>({db: transaction, subject: (context) => context})
        await scoped.saveThread(sampleThread(`thr_${name}`), 'alice')
        await new Promise((resolve) => setTimeout(resolve, 1))
        await scoped.addThreadItem(`thr_${name}`, sampleAnswer('msg_1'), 'alice')
        if (fail) throw new Error('deliberate')
      })
    const results = await Promise.allSettled([insert('a', false), insert('b', true), insert('c', false)])
    expect(results.map(({status}) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const page = await store.loadThreads({limit: 10, after: null, order: 'asc'}, 'alice')
    expect(page.data.map(({id}) => id)).toEqual(['thr_a', 'thr_c'])
    await close()
  })

  test('migrating again, also from another connection, does nothing', async () => {
    const path = join(folder, `${count++}.db`)
    const [first, second] = [openSqlite(path), openSqlite(path)]
    await migrate(first)
    await migrate(second)
    await migrate(first)
    await first.destroy()
    await second.destroy()
  })

  test('processes that start on one file at the same moment migrate it once and lose nothing', async () => {
    const path = join(folder, `${count++}.db`)
    const start = String(Date.now() + 1500)
    const script = join(__dirname, 'sqlite/__fixtures__/migrate-and-add.ts')
    const names = ['a', 'b', 'c', 'd']
    const lines = await Promise.all(names.map((name) => firstLine(startTypeScript(script, [path, name, start]))))
    expect(lines).toEqual(names.map(() => 'done'))

    const {db, store, close} = await openStore(path)
    const items = await walk((query) => store.loadThreadItems('thr_1', query, 'alice'), 100, 'asc')
    expect(items).toHaveLength(100)
    for (const name of names) {
      const own = items.filter((id) => id.startsWith(name))
      expect(own).toEqual(Array.from({length: 25}, (_, number) => `${name}_${number}`))
    }
    const positions = await db.selectFrom('chatkit_items').select('position').orderBy('position').execute()
    expect(positions.map(({position}) => position)).toEqual(Array.from({length: 100}, (_, index) => index + 1))
    await close()
  }, 30_000)

  test('an app can keep tables of its own in the same database', async () => {
    const db = openSqlite<ChatKitTables & {notes: {text: string}}>(join(folder, `${count++}.db`))
    await migrate(db)
    await db.schema.createTable('notes').addColumn('text', 'text').execute()
    await db.insertInto('notes').values({text: 'mine'}).execute()
    const store = new SqlStore<string>({db: db, subject: (context) => context})
    await store.saveThread(sampleThread('thr_1'), 'alice')
    expect(await db.selectFrom('notes').selectAll().execute()).toEqual([{text: 'mine'}])
    await db.destroy()
  })

  test('rows can be streamed while others are read', async () => {
    const {db, store, close} = await openStore()
    for (const id of ['thr_a', 'thr_b', 'thr_c']) await store.saveThread(sampleThread(id), 'alice')
    const ids: string[] = []
    for await (const row of db.selectFrom('chatkit_threads').select('id').orderBy('id').stream()) ids.push(row.id)
    expect(ids).toEqual(['thr_a', 'thr_b', 'thr_c'])
    await close()
  })
})
