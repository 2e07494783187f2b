import {rmSync} from 'node:fs'
import {mkdtemp} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {MemoryStore} from 'chatkit-server'
import {migrate, SqlStore} from 'chatkit-server/sql'
import {openSqlite} from 'chatkit-server/sqlite'

const subject = ({user}) => user

/** The stores that our server is tried with. Each gives a fresh one per scenario; `close` ends them all. */
export const STORES = {
  memory: async () => ({create: async () => new MemoryStore({subject}), close: async () => {}}),

  sqlite: async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-conformance-'))
    // Also when the run is stopped half way.
    process.once('exit', () => rmSync(folder, {recursive: true, force: true}))
    const databases = []
    return {
      async create() {
        const db = openSqlite(path.join(folder, `${databases.length + 1}.db`))
        databases.push(db)
        await migrate(db)
        return new SqlStore({db, subject})
      },
      async close() {
        await Promise.all(databases.map((db) => db.destroy()))
      },
    }
  },
}

/** A store like `store` whose ids are counted instead of random. */
export function withCountedIds(store) {
  let count = 0
  store.generateThreadId = () => `thread-made-by-the-app-${++count}`
  store.generateItemId = (kind) => `${kind}-made-by-the-app-${++count}`
  return store
}
