import {Kysely, PostgresDialect} from 'kysely'
import {Pool, types} from 'pg'
import type {PoolConfig} from 'pg'
import type {ChatKitTables} from '../schema.ts'
import {GuardedPool} from './guarded-pool.ts'

/** A URL (`postgres://user:password@host:5432/database?sslmode=verify-full`), or what `pg` takes for a pool. */
export type PostgresOptions = string | PoolConfig

const INT8 = 20

/**
 * Opens a pool of connections to Postgres 12 or later. Connects when first used; run {@link migrate} on the result, which tells whether
 * it can be reached, and `destroy()` it at the end. Poolers in transaction mode will do, but not for `migrate`.
 *
 * A database that cannot be reached, is stopping or does not answer in time (`connectionTimeoutMillis`, default 5,000; `query_timeout`,
 * default 10,000) makes queries reject with Unavailable. Broken connections are replaced, so all goes on once it is back.
 *
 * Numbers of type `bigint` are read as numbers, those beyond 2^53 as text. For tables in a schema of their own, use a user whose
 * `search_path` is that schema, or `options: '-c search_path=chat'`.
 */
export function openPostgres<Tables extends ChatKitTables = ChatKitTables>(options: PostgresOptions): Kysely<Tables> {
  const given = typeof options === 'string' ? {connectionString: options} : options
  // Counted here, not in the database: poolers such as PgBouncer refuse a `statement_timeout` that comes with the connection.
  const {query_timeout: queryTimeoutMs = 10_000, ...config} = given
  const pool = new GuardedPool(new Pool({...DEFAULTS, ...config}), queryTimeoutMs)
  return new Kysely<Tables>({dialect: new PostgresDialect({pool})})
}

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 && format !== 'binary' ? parseInt8 : types.getTypeParser(oid, format)

const DEFAULTS: PoolConfig = {
  application_name: 'chatkit-server',
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
  types: {getTypeParser},
}

function parseInt8(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
