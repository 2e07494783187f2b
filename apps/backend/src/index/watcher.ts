import {errorMessage} from '../error-message.ts'
import {stat} from 'node:fs/promises'
import type {Logger} from 'pino'
import type {IngestProgress, IngestReport, SearchIndex} from '../search/types.ts'
import {nameStep} from '../show-progress.ts'
import {IndexError} from './errors.ts'
import {isUrl} from './read.ts'

/** Milliseconds after which what failed for another reason than the content is tried again. */
const TRY_AGAIN = 30_000
const HEAD_TIMEOUT = 10_000
/** Milliseconds between two words in the log of how far the taking in is. */
const TELL_EVERY = 5_000

/** How the content index is doing, for `/readyz` and for honest answers. */
export interface IndexHealth {
  readonly state: 'loading' | 'ready' | 'missing' | 'invalid'
  /** What is wrong and what to do, for the owner; null when nothing is. */
  readonly problem: string | null
  readonly lastIngest: IngestReport | null
  /** How far the taking in is that is under way; null when none is. */
  readonly progress: IngestProgress | null
}

/** Before the first look. */
export const NOTHING_YET: IndexHealth = {state: 'loading', problem: null, lastIngest: null, progress: null}

export interface IndexWatcherOptions {
  readonly index: SearchIndex
  /** Path or URL of the content index. */
  readonly source: string
  readonly logger: Logger
  /** Milliseconds between looks; default 2,000 for a file, 60,000 for a URL. */
  readonly every?: number
}

/**
 * Takes in the content index at the start and again whenever it changes. A file is only looked at (`stat`) and a URL asked
 * for its headers; an index that cannot be used leaves the last good one in place, and is reported once.
 */
export class IndexWatcher {
  readonly #options: IndexWatcherOptions
  readonly #closing = new AbortController()
  #health: IndexHealth = NOTHING_YET
  #seen: string | null = null
  #again: number | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(options: IndexWatcherOptions) {
    this.#options = options
  }

  get source(): string {
    return this.#options.source
  }

  get health(): IndexHealth {
    return this.#health
  }

  /** Looks once, then goes on looking in the background. */
  async start(): Promise<void> {
    await this.check()
    this.#schedule()
  }

  /** Looks once and takes the index in if it is new. Never rejects. */
  async check(): Promise<void> {
    const {index, source, logger} = this.#options
    const version = await readVersion(source, this.#closing.signal)
    if (this.#isClosed) return
    const isDue = this.#again !== null && Date.now() >= this.#again
    if (version !== null && version === this.#seen && !isDue) return
    this.#again = null
    this.#seen = version
    try {
      const {problem = null, ...report} = await index.ingest(source, this.#createFollower())
      const before = this.#health
      const isNews = problem !== before.problem
      this.#health = {state: 'ready', problem, lastIngest: report, progress: null}
      // Where a server says neither ETag nor date, the same index is read again and again.
      const isChanged = before.lastIngest === null || report.added + report.removed > 0
      if (isNews || isChanged) logger.info({source, ...report}, 'content index taken in')
      if (problem !== null) {
        if (isNews) logger.warn({source}, problem)
        this.#tryAgain()
      }
    } catch (error) {
      this.#reject(error)
    }
  }

  close(): void {
    this.#closing.abort()
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  /** Notes how far the taking in is, and has a word of it in the log now and then. */
  #createFollower(): (progress: IngestProgress) => void {
    let told = Date.now()
    return (progress) => {
      this.#health = {...this.#health, progress}
      if (Date.now() - told < TELL_EVERY) return
      told = Date.now()
      const {source, logger} = this.#options
      logger.info({source, done: progress.done, total: progress.total}, nameStep(progress.step))
    }
  }

  /** Something was away that may come back: the index is taken in again, whether it has changed or not. */
  #tryAgain(): void {
    this.#again = Date.now() + TRY_AGAIN
  }

  #reject(error: unknown): void {
    // The threads are ended while one of them still works.
    if (this.#isClosed) return
    // What is not valid stays so until it changes. All else passes: a server or a disk in trouble, a thread that died.
    if (!(error instanceof IndexError) || error.reason !== 'invalid') this.#tryAgain()
    const state = error instanceof IndexError && error.reason === 'missing' ? 'missing' : 'invalid'
    const problem = errorMessage(error)
    if (problem !== this.#health.problem) this.#options.logger.warn({source: this.#options.source, state}, problem)
    this.#health = {...this.#health, state, problem, progress: null}
  }

  #schedule(): void {
    if (this.#isClosed) return
    const usual = this.#options.every ?? (isUrl(this.#options.source) ? 60_000 : 2_000)
    const every = this.#again === null ? usual : Math.min(usual, Math.max(this.#again - Date.now(), 0))
    this.#timer = setTimeout(() => void this.check().then(() => this.#schedule()), every)
    this.#timer.unref()
  }
}

/** Something that changes when the index does; null when that cannot be told, and then it is read again. */
async function readVersion(source: string, closing: AbortSignal): Promise<string | null> {
  try {
    if (!isUrl(source)) {
      const info = await stat(source)
      return `${info.mtimeMs} ${info.size} ${info.ino}`
    }
    const response = await fetchHead(source, closing)
    const tag = response.headers.get('etag') ?? response.headers.get('last-modified')
    return response.ok ? tag : null
  } catch {
    return null
  }
}

/** Some servers know no HEAD. */
async function fetchHead(url: string, closing: AbortSignal): Promise<Response> {
  const within = (): AbortSignal => AbortSignal.any([AbortSignal.timeout(HEAD_TIMEOUT), closing])
  const response = await fetch(url, {method: 'HEAD', signal: within()})
  if (response.status !== 405 && response.status !== 501) return response
  const whole = await fetch(url, {signal: within()})
  await whole.body?.cancel()
  return whole
}
