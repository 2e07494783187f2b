import {rmSync} from 'node:fs'
import {mkdtemp} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {MemoryStore} from 'chatkit-server'
import {openPostgres} from 'chatkit-server/postgres'
import {migrate, SqlStore} from 'chatkit-server/sql'
import {openSqlite} from 'chatkit-server/sqlite'

const subject = ({user}) => user

const OPEN = {
  memory: async () => ({store: new MemoryStore({subject}), close: async () => {}}),

  sqlite: async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-bench-'))
    // Also when the run is stopped half way.
    process.once('exit', () => rmSync(folder, {recursive: true, force: true}))
    return openSql(openSqlite(path.join(folder, 'chat.db')))
  },

  postgres: async ({url}) => openSql(openPostgres(url)),
}

async function openSql(db) {
  await migrate(db)
  return {store: new SqlStore({db, subject}), close: () => db.destroy()}
}

/**
 * @param {keyof typeof OPEN} name
 * @param {{url?: string}} [options] `url` of the database server, where there is one
 * @returns an empty store, and what ends it
 */
export const openStore = (name, options = {}) => OPEN[name](options)
