import {SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler} from 'kysely'
import type {DatabaseIntrospector, Dialect, DialectAdapter, Driver, Kysely, QueryCompiler} from 'kysely'
import type Database from 'libsql'
import {LibsqlDriver} from './driver.ts'

/** SQLite for Kysely, over the native `libsql` package. */
export class LibsqlDialect implements Dialect {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    this.#database = database
  }

  createDriver(): Driver {
    return new LibsqlDriver(this.#database)
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

/** Kysely assumes the worst, but SQLite does roll back DDL: a migration that is cut off half-way then leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
