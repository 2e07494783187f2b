import type {RunLog} from 'chatkit-server'
import {MemoryRunLog} from 'chatkit-server'
import {migrate} from 'chatkit-server/sql'
import type {Kysely} from 'kysely'
import {ConfigError} from './config.ts'
import type {Config} from './config.ts'
import type {DocsTables} from './report/schema.ts'

/**
 * Opens the database of the conversations and brings it up to date. Drivers are loaded when they are asked for: most installations need
 * one of the two. @throws ConfigError when a Postgres cannot be used; what SQLite throws says itself what to do
 */
export async function openDatabase({databaseUrl}: Config, file: string): Promise<Kysely<DocsTables>> {
  if (databaseUrl === undefined) {
    const {openSqlite} = await import('chatkit-server/sqlite')
    const db = openSqlite<DocsTables>(file)
    await migrate(db)
    return db
  }
  const {openPostgres} = await import('chatkit-server/postgres')
  const db = openPostgres<DocsTables>(databaseUrl)
  try {
    await migrate(db)
    return db
  } catch (cause) {
    await db.destroy()
    const why = cause instanceof Error ? cause.message : 'It could not be reached.'
    throw new ConfigError(
      `DATABASE_URL: ${why} Example: DATABASE_URL=postgres://chatkit:secret@localhost:5432/chatkit`,
      {
        cause,
      },
    )
  }
}

/** Where answers under way are kept for readers who come back to them. */
export async function openRunLog({redisUrl}: Config, onError: (error: unknown) => void): Promise<RunLog> {
  if (redisUrl === undefined) return new MemoryRunLog()
  const {RedisRunLog} = await import('chatkit-server/redis')
  return new RedisRunLog({redis: redisUrl, onError})
}
