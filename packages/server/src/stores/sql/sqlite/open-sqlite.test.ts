import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {sql} from 'kysely'
import {ChatKitError} from '../../../errors.ts'
import {migrate} from '../index.ts'
import {openSqlite} from './open-sqlite.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatkit-open-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function openingFails(path: string): ChatKitError {
  try {
    openSqlite(path)
  } catch (error) {
    if (error instanceof ChatKitError) return error
    throw error
  }
  throw new Error('it opened')
}

describe('opening a SQLite file', () => {
  test('makes the folders on the way', async () => {
    const db = openSqlite(join(folder, 'a/b/chat.db'))
    await migrate(db)
    await db.destroy()
  })

  test('sets the write-ahead log, its durability, the waiting time and foreign keys', async () => {
    const db = openSqlite(join(folder, 'chat.db'))
    const read = async (name: string) =>
      Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0] ?? {})
    expect(await read('journal_mode')).toEqual(['wal'])
    expect(await read('synchronous')).toEqual([1])
    expect(await read('busy_timeout')).toEqual([5000])
    expect(await read('foreign_keys')).toEqual([1])
    await db.destroy()
  })

  test('says so when the file is not a database', () => {
    const path = join(folder, 'chat.db')
    writeFileSync(path, 'These are notes, not a database. '.repeat(100))
    const error = openingFails(path)
    expect(error.code).toBe('ConfigurationError')
    expect(error.message).toContain(path)
    expect(error.message).toMatch(/is not a SQLite database\. Restore it from a backup/)
  })

  test('says so when the path is a folder', () => {
    const path = join(folder, 'chat.db')
    mkdirSync(path)
    expect(openingFails(path).message).toMatch(/Check that it is a file, not a folder/)
  })

  test('says so when the folder cannot be made', () => {
    writeFileSync(join(folder, 'data'), '')
    const error = openingFails(join(folder, 'data/chat.db'))
    expect(error.code).toBe('ConfigurationError')
    expect(error.message).toMatch(/Choose another path/)
  })

  test('says so when the parent refuses folders, as /proc does', () => {
    expect(openingFails('/proc/chatkit/chat.db').message).toMatch(/Choose another path/)
  })

  test('says so when a newer release has migrated the database', async () => {
    const db = openSqlite(join(folder, 'chat.db'))
    await migrate(db)
    await sql`insert into chatkit_migrations (name, timestamp) values ('999_from_the_future', '2030')`.execute(db)
    await expect(migrate(db)).rejects.toThrow(
      /If a newer release of chatkit-server has used it, run that release again/,
    )
    await db.destroy()
  })
})
