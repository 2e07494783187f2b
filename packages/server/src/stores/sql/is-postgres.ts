import {PostgresAdapter} from 'kysely'
import type {Kysely} from 'kysely'

/** Whether a database speaks Postgres' SQL, by whatever driver. */
export function isPostgres<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
