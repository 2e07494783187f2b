import {nextTick} from '../next-tick.ts'
import {END, entryId, FRAME} from './entries.ts'
import {pause} from './pause.ts'
import type {Command, RedisLink} from './redis-link.ts'

/** What a writer is about. */
export interface RedisRunWriterOptions {
  link: RedisLink
  /** The stream, and the channel on which its readers are woken. */
  key: string
  finishedTtlMs: number
  /** How long Redis may be away before the log is given up. */
  patienceMs: number
  onError: (error: unknown) => void
}

// So many characters may wait for Redis before whoever adds them is asked to wait too.
const MAX_UNWRITTEN_CHARS = 1024 * 1024
// Of one batch: large enough for throughput, small enough not to hold up the other runs.
const MAX_BATCH_CHARS = 256 * 1024
const RETRY_MS = 200

/**
 * Copies a run's events into its stream. One batch is on its way at a time, and what is added meanwhile makes up the next: the busier
 * Redis, the larger the batches. Never rejects: a log that cannot be written is given up, and the run goes on without.
 */
export class RedisRunWriter {
  readonly #options: RedisRunWriterOptions
  /** `lost`: the stream is incomplete for good, and must not be left for readers to wait at. */
  #state: 'writing' | 'written' | 'lost' = 'writing'
  #unwritten: string[] = []
  #unwrittenChars = 0
  #writtenFrames = 0
  #ending = false
  #failingSince: number | undefined
  #busy = false
  #waiting: (() => void)[] = []

  constructor(options: RedisRunWriterOptions) {
    this.#options = options
  }

  get state(): 'writing' | 'written' | 'lost' {
    return this.#state
  }

  append(frame: string): void | Promise<void> {
    if (this.#state !== 'writing') return
    this.#unwritten.push(frame)
    this.#unwrittenChars += frame.length
    this.#start()
    if (this.#unwrittenChars > MAX_UNWRITTEN_CHARS)
      return this.#until(() => this.#unwrittenChars <= MAX_UNWRITTEN_CHARS)
  }

  /** Adds the mark that nothing more comes. Resolves once it is written, or cannot be for the moment. */
  async end(): Promise<void> {
    this.#ending = true
    this.#start()
    await this.#until(() => this.#failingSince !== undefined)
  }

  /** Gives the log up. */
  lose(error?: unknown): void {
    if (this.#state !== 'writing') return
    this.#state = 'lost'
    this.#unwritten = []
    this.#unwrittenChars = 0
    if (error !== undefined) this.#options.onError(error)
    this.#wake()
  }

  #start(): void {
    if (this.#busy) return
    this.#busy = true
    void this.#write()
  }

  async #write(): Promise<void> {
    // What is added in the same tick goes out together.
    await nextTick()
    while (this.#state === 'writing' && (this.#unwritten.length > 0 || this.#ending)) {
      try {
        await this.#writeBatch()
        this.#failingSince = undefined
      } catch (error) {
        this.#failingSince ??= Date.now()
        if (Date.now() - this.#failingSince >= this.#options.patienceMs) this.lose(error)
        this.#wake()
        if (this.#state === 'writing') await pause(RETRY_MS)
      }
      this.#wake()
    }
    this.#busy = false
  }

  async #writeBatch(): Promise<void> {
    const {link, key, finishedTtlMs} = this.#options
    const frames = this.#nextFrames()
    const last = this.#ending && frames.length === this.#unwritten.length
    const additions = frames.map((frame, index) => addition(key, this.#writtenFrames + index + 1, FRAME, frame))
    if (last) additions.push(addition(key, this.#writtenFrames + frames.length + 1, END, ''))
    const expiry: Command[] = last ? [['pexpire', key, finishedTtlMs]] : []

    const outcomes = await link.send([...additions, ...expiry, ['publish', key, '']])
    // Given up, or the process closes, while Redis was at it.
    if (this.#state !== 'writing') return
    for (const [error, reply] of outcomes.slice(0, additions.length)) {
      if (error !== null && !isWrittenAlready(error)) throw error
      if (error === null && reply === null) return this.lose(new Error('A run log has vanished from Redis.'))
    }
    this.#unwritten.splice(0, frames.length)
    this.#writtenFrames += frames.length
    for (const {length} of frames) this.#unwrittenChars -= length
    if (last) this.#state = 'written'
  }

  #nextFrames(): string[] {
    let chars = 0
    let count = 0
    while (count < this.#unwritten.length && chars < MAX_BATCH_CHARS) chars += this.#unwritten[count++]?.length ?? 0
    return this.#unwritten.slice(0, count)
  }

  async #until(condition: () => boolean): Promise<void> {
    while (this.#state === 'writing' && !condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

/** NOMKSTREAM: a stream that is gone, with all that was in it, must not come back with its end only. */
function addition(key: string, number: number, field: string, value: string): Command {
  return ['xadd', key, 'NOMKSTREAM', entryId(number), field, value]
}

/** A batch is sent again if its answer did not come, though it may have arrived. Nobody else writes to the stream. */
function isWrittenAlready({message}: Error): boolean {
  return message.includes('equal or smaller than the target stream top item')
}
