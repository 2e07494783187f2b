import type {Kysely} from 'kysely'
import type {Logger} from 'pino'
import type {Config} from './config.ts'
import {describeFailure} from './log/describe-failure.ts'
import type {ReportStore} from './report/report-store.ts'
import type {DocsTables} from './report/schema.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
/** Numbers say nothing about anyone; thirteen months of them can be compared with the year before. */
const NUMBERS_DAYS = 400
/** Threads deleted in one statement, so that none holds up the answers for long. */
const BATCH = 100

export interface RetentionOptions {
  readonly db: Kysely<DocsTables>
  /** Null = there is no report. */
  readonly report: ReportStore | null
  readonly retention: Config['retention']
  readonly logger: Logger
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number
}

/** Forgets conversations and kept questions whose time is over: at the start, then every hour. */
export class Retention {
  readonly #options: RetentionOptions
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()

  constructor(options: RetentionOptions) {
    this.#options = options
  }

  start(): void {
    this.#running = this.sweep()
    this.#timer = setInterval(() => {
      this.#running = this.sweep()
    }, HOUR)
    this.#timer.unref()
  }

  /** Never rejects. */
  async sweep(): Promise<void> {
    const {db, report, retention, logger, now = Date.now} = this.#options
    const before = (days: number): number => now() - days * DAY
    const threads = before(retention.threadDays)
    try {
      await deleteThreads(db, threads)
      const {questionDays} = retention
      const questions = questionDays === null ? Number.MAX_SAFE_INTEGER : before(questionDays)
      await report?.sweep({questions, threads, numbers: before(NUMBERS_DAYS)})
    } catch (error) {
      logger.error({failure: describeFailure(error)}, 'what is too old could not be deleted')
    }
  }

  /** Stops, and resolves when a sweep under way has ended. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    await this.#running
  }
}

/** Deletes conversations begun before a time. A session ends within two days, so nobody can be in one of them. */
async function deleteThreads(db: Kysely<DocsTables>, before: number): Promise<void> {
  for (;;) {
    const old = await db
      .selectFrom('chatkit_threads')
      .select(['subject', 'id'])
      .where('created_at', '<', before)
      .limit(BATCH)
      .execute()
    for (const {subject, id} of old)
      await db.deleteFrom('chatkit_threads').where('subject', '=', subject).where('id', '=', id).execute()
    if (old.length < BATCH) return
  }
}
