import {Migrator, sql} from 'kysely'
import type {Kysely} from 'kysely'
import {ChatKitError} from '../../errors.ts'
import {isPostgres} from './is-postgres.ts'
import {migrations} from './migrations.ts'

/**
 * Brings a database to the schema that {@link SqlStore} needs. Call it once at the start, in as many processes as you like; it does
 * nothing when there is nothing to do. Its own book-keeping tables keep it apart from migrations that the app runs on the same database.
 *
 * Rejects with Unavailable when the database cannot be reached, and with ConfigurationError when it cannot be migrated, for instance
 * because a newer release has been at it. The messages are for the operator.
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const {error, results} = await tryToMigrate(db)
  if (error === undefined) return
  if (error instanceof ChatKitError && error.code === 'Unavailable') throw unreachable(error)
  const failed = results?.find(({status}) => status === 'Error')
  const what = failed === undefined ? '' : ` (${failed.migrationName})`
  throw new ChatKitError(
    'ConfigurationError',
    `The chat database could not be brought up to date${what}: ${reasonOf(error)}. If a newer release of chatkit-server has used it, ` +
      'run that release again; if this one may not create tables, give it the right to; otherwise restore a backup, or move the ' +
      'database away to start empty.',
    {cause: error},
  )
}

async function tryToMigrate<Tables>(db: Kysely<Tables>): ReturnType<Migrator['migrateToLatest']> {
  try {
    const migrator = new Migrator({
      db,
      provider: {getMigrations: async () => migrations},
      migrationTableName: 'chatkit_migrations',
      migrationLockTableName: 'chatkit_migrations_lock',
      // Without it tables of the same name in another schema would pass for ours.
      migrationTableSchema: isPostgres(db) ? await currentSchema(db) : undefined,
    })
    return await migrator.migrateToLatest()
  } catch (error) {
    return {error}
  }
}

async function currentSchema<Tables>(db: Kysely<Tables>): Promise<string> {
  const {rows} = await sql<{name: string | null}>`select current_schema() as name`.execute(db)
  const name = rows[0]?.name
  if (typeof name === 'string') return name
  throw new Error('None of the schemas in the search_path exists.')
}

function unreachable({cause}: ChatKitError): ChatKitError {
  return new ChatKitError(
    'Unavailable',
    `The chat database cannot be reached: ${reasonOf(cause)}. Check its address, name, user and password, and that it runs.`,
    {cause},
  )
}

function reasonOf(error: unknown): string {
  const {message, errors} = error as {message?: string; errors?: unknown[]}
  // Of several addresses none could be reached: each has an error of its own then.
  return errors?.[0] === undefined ? (message ?? 'it did not say why') : reasonOf(errors[0])
}
