import {CompiledQuery, createQueryId, IdentifierNode, RawNode} from 'kysely'
import type {DatabaseConnection, Driver, QueryCompiler, TransactionSettings} from 'kysely'
import type Database from 'libsql'
import {LibsqlConnection} from './connection.ts'
import {Mutex} from './mutex.ts'

/**
 * One connection, handed to one user at a time: statements of different transactions must not mix on it. SQLite allows one writer
 * anyway, and its calls are synchronous, so more connections in one process would only wait for each other.
 */
export class LibsqlDriver implements Driver {
  readonly #database: Database.Database
  readonly #connection: LibsqlConnection
  readonly #mutex = new Mutex()

  constructor(database: Database.Database) {
    this.#database = database
    this.#connection = new LibsqlConnection(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#mutex.lock()
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#mutex.unlock()
  }

  async beginTransaction(connection: DatabaseConnection, {accessMode}: TransactionSettings): Promise<void> {
    // Taking the write lock at once lets `busy_timeout` wait for it. A transaction that reads first and writes later cannot wait: it
    // fails with SQLITE_BUSY as soon as another process has written in between.
    await connection.executeQuery(CompiledQuery.raw(accessMode === 'read only' ? 'begin' : 'begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async savepoint(connection: DatabaseConnection, name: string, compile: QueryCompiler['compileQuery']): Promise<void> {
    await connection.executeQuery(savepointCommand('savepoint', name, compile))
  }

  async rollbackToSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await connection.executeQuery(savepointCommand('rollback to', name, compile))
  }

  async releaseSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await connection.executeQuery(savepointCommand('release', name, compile))
  }

  async destroy(): Promise<void> {
    this.#connection.close()
    this.#database.close()
  }
}

function savepointCommand(command: string, name: string, compile: QueryCompiler['compileQuery']): CompiledQuery {
  const node = RawNode.createWithChildren([RawNode.createWithSql(`${command} `), IdentifierNode.create(name)])
  return compile(node, createQueryId())
}
