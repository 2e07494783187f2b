import {Migrator} from 'kysely'
import type {Kysely} from 'kysely'
import {ChatKitError} from '../../errors.ts'
import {migrations} from './migrations.ts'

/**
 * Brings a database to the schema that {@link SqlStore} needs. Call it once at the start; it does nothing when there is nothing to do.
 * Its own book-keeping tables keep it apart from migrations that the app runs on the same database.
 *
 * Rejects with ConfigurationError when the database cannot be migrated, for instance because a newer release has been at it.
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {getMigrations: async () => migrations},
    migrationTableName: 'chatkit_migrations',
    migrationLockTableName: 'chatkit_migrations_lock',
  })
  const {error, results} = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find(({status}) => status === 'Error')
  const what = failed === undefined ? '' : ` (${failed.migrationName})`
  throw new ChatKitError(
    'ConfigurationError',
    `The chat database could not be brought up to date${what}. If a newer release of chatkit-server has used it, ` +
      'run that release again; otherwise restore a backup, or move the database away to start empty.',
    {cause: error},
  )
}
