import type {Logger} from 'pino'
import {describeFailure} from '../log/describe-failure.ts'
import type {Rating, ReportStore} from './report-store.ts'
import type {TurnRecord} from './turn-record.ts'

/** Writes that may wait. More of them means that the database is not keeping up, and then numbers are given up, not answers. */
const MAX_WAITING = 1_000

/**
 * Writes the owner's report behind the answers: one after the other, in order, and no answer waits for it or learns that it failed. A row
 * of failures is logged once, without text.
 */
export class ReportWriter {
  readonly #store: ReportStore
  readonly #logger: Logger
  #last: Promise<void> = Promise.resolve()
  #waiting = 0
  #failing = false

  constructor(store: ReportStore, logger: Logger) {
    this.#store = store
    this.#logger = logger
  }

  record(turn: TurnRecord): void {
    this.#try(() => this.#store.record(turn))
  }

  rate(rating: Rating): void {
    this.#try(() => this.#store.rate(rating))
  }

  /** Resolves when nothing of the thread's text is kept any more. Rejects when that failed: it is a promise to the reader. */
  async forgetThread(threadId: string): Promise<void> {
    const forgotten = this.#last.then(() => this.#store.forgetThread(threadId))
    this.#last = forgotten.catch(() => {})
    await forgotten
  }

  /** Resolves when everything so far was written. */
  async settle(): Promise<void> {
    await this.#last
  }

  #try(work: () => Promise<void>): void {
    if (this.#waiting >= MAX_WAITING) {
      this.#fail(new Error('Too many writes are waiting.'))
      return
    }
    this.#waiting += 1
    this.#last = this.#last.then(work).then(
      () => {
        this.#waiting -= 1
        this.#failing = false
      },
      (error: unknown) => {
        this.#waiting -= 1
        this.#fail(error)
      },
    )
  }

  #fail(error: unknown): void {
    if (!this.#failing) this.#logger.error({failure: describeFailure(error)}, 'the owner’s report could not be written')
    this.#failing = true
  }
}
