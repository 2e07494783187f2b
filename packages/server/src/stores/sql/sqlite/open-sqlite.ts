import {dirname} from 'node:path'
import {Kysely} from 'kysely'
import Database from 'libsql'
import {ChatKitError} from '../../../errors.ts'
import type {ChatKitTables} from '../schema.ts'
import {LibsqlDialect} from './dialect.ts'
import {makeFolder} from '../../../files/make-folder.ts'

/**
 * Opens a SQLite file, making it and its folder if need be; `:memory:` keeps everything in memory. Run {@link migrate} on the result and
 * `destroy()` it at the end. Open a file once per process: a second connection that waits for the first one's lock waits synchronously,
 * and so keeps the first from ever letting go.
 *
 * Write-ahead log with `synchronous = NORMAL`: what was answered survives a killed process. After a power cut the last moments may be
 * missing, but the file is intact.
 *
 * Throws ConfigurationError, naming the file and what to do, when it cannot be opened, written, or is not a database. Meant for the
 * start of a program: the message is for its operator.
 */
export function openSqlite<Tables extends ChatKitTables = ChatKitTables>(path: string): Kysely<Tables> {
  if (path !== ':memory:') prepareFolder(path)
  return new Kysely<Tables>({dialect: new LibsqlDialect(openDatabase(path))})
}

function prepareFolder(path: string): void {
  try {
    makeFolder(dirname(path))
  } catch (error) {
    throw new ChatKitError(
      'ConfigurationError',
      `The folder of the database ${path} cannot be made. Choose another path, or give this process the right to write there.`,
      {cause: error},
    )
  }
}

function openDatabase(path: string): Database.Database {
  let database: Database.Database | undefined
  try {
    database = new Database(path)
    // First, so that the next statements already wait for another process instead of failing.
    database.exec('pragma busy_timeout = 5000')
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = normal')
    database.exec('pragma foreign_keys = on')
    // The first real read finds out whether it is a database; taking the write lock finds out whether it can be written.
    database.prepare('select count(*) from sqlite_master').all()
    database.exec('begin immediate')
    database.exec('rollback')
    return database
  } catch (error) {
    database?.close()
    throw explain(error, path)
  }
}

const ADVICE: Record<string, string> = {
  SQLITE_NOTADB: 'is not a SQLite database. Restore it from a backup, or move it away to start empty.',
  SQLITE_CORRUPT: 'is damaged. Restore it from a backup, or move it away to start empty.',
  SQLITE_READONLY: 'cannot be written. Give this process the right to write the file and its folder.',
  SQLITE_BUSY: 'is locked by another process. Stop the other process, or give this one a file of its own.',
  SQLITE_FULL: 'cannot be written because the disk is full. Free some space.',
}

function explain(error: unknown, path: string): ChatKitError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // Extended codes go on after the basic one: SQLITE_READONLY_DIRECTORY.
  const known = Object.keys(ADVICE).find((basic) => code === basic || code.startsWith(`${basic}_`))
  const advice =
    known === undefined
      ? 'cannot be opened. Check that it is a file, not a folder, and that this process may read and write it and its folder.'
      : ADVICE[known]
  return new ChatKitError('ConfigurationError', `The database ${path} ${advice}`, {cause: error})
}
