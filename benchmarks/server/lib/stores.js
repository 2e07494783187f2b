import {rmSync} from 'node:fs'
import {mkdtemp} from 'node:fs/promises'
import {createRequire} from 'node:module'
import os from 'node:os'
import path from 'node:path'
import {MemoryStore} from 'chatkit-server'
import {migrate, SqlStore} from 'chatkit-server/sql'
import {openSqlite} from 'chatkit-server/sqlite'
import {ROOT} from '../../../scripts/lib/paths.js'

const subject = ({user}) => user

// Listed by chatkit-server, as its optional peers; the root has no dependencies beyond its tools.
const requireOfServer = createRequire(path.join(ROOT, 'packages/server/package.json'))

const OPEN = {
  memory: async () => ({store: new MemoryStore({subject}), close: async () => {}}),

  sqlite: async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-bench-'))
    // Also when the run is stopped half way.
    process.once('exit', () => rmSync(folder, {recursive: true, force: true}))
    return openSql(openSqlite(path.join(folder, 'chat.db')))
  },

  postgres: async ({url}) => {
    const {Kysely, PostgresDialect} = requireOfServer('kysely')
    const {Pool} = requireOfServer('pg')
    return openSql(new Kysely({dialect: new PostgresDialect({pool: new Pool({connectionString: url})})}))
  },
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
