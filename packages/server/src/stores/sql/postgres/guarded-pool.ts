import type {PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult} from 'kysely'
import type {Pool, PoolClient} from 'pg'
import {inTime} from '../../../in-time.ts'
import {databaseUnavailable, outageOf} from './outage.ts'

/** A pool that tells trouble of the database from faulty queries, and keeps no connection that is in trouble. */
export class GuardedPool implements PostgresPool {
  readonly #pool: Pool
  readonly #queryTimeoutMs: number

  constructor(pool: Pool, queryTimeoutMs: number) {
    this.#pool = pool
    this.#queryTimeoutMs = queryTimeoutMs
    // An idle connection has broken, and is replaced. Whoever asks next hears if there is more to it.
    pool.on('error', () => {})
  }

  async connect(): Promise<PostgresPoolClient> {
    try {
      return new GuardedClient(await this.#pool.connect(), this.#queryTimeoutMs)
    } catch (error) {
      throw databaseUnavailable(error)
    }
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}

class GuardedClient implements PostgresPoolClient {
  readonly #client: PoolClient
  readonly #timeoutMs: number
  #failure: Error | undefined

  constructor(client: PoolClient, timeoutMs: number) {
    this.#client = client
    this.#timeoutMs = timeoutMs
    client.on('error', this.#onBroken)
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  query<Row>(sql: string | PostgresCursor<Row>, parameters: readonly unknown[] = []): unknown {
    if (typeof sql === 'string') return this.#query<Row>(sql, parameters)
    throw new TypeError('Rows cannot be streamed from this pool: it has no cursors.')
  }

  release(): void {
    this.#client.off('error', this.#onBroken)
    this.#client.release(this.#failure !== undefined)
  }

  async #query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    // What comes after a query that is still being waited for, such as a rollback, would only wait as well.
    if (this.#failure !== undefined) throw this.#failure
    try {
      const {command, rowCount, rows} = await inTime(this.#client.query(sql, [...parameters]), this.#timeoutMs)
      return {command: command as PostgresQueryResult<Row>['command'], rowCount: rowCount ?? 0, rows: rows as Row[]}
    } catch (error) {
      const outage = outageOf(error)
      if (outage === null) throw error
      const failure = databaseUnavailable(error)
      if (outage.broken) this.#failure = failure
      throw failure
    }
  }

  /** While it is in use, its errors are ours. */
  readonly #onBroken = (error: Error): void => {
    this.#failure ??= databaseUnavailable(error)
  }
}
