import {nextTick} from '../../next-tick.ts'
import {END, entryId, FRAME} from './entries.ts'
import {interruptiblePause} from './pause.ts'
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
// While no other process follows the run nobody waits for its events. Fewer, larger batches took 13 instead of 30 µs of processor time an
// event (200 runs of 100 events a second, two cores, Node 20).
const UNFOLLOWED_MS = 100

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
  /** Whether anybody heard of the last batch. Not to begin with: most runs are only followed where they are carried out. */
  #followed = false
  #stopResting: (() => void) | undefined
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
    if (this.#unwrittenChars <= MAX_UNWRITTEN_CHARS) return
    this.#stopResting?.()
    return this.#until(() => this.#unwrittenChars <= MAX_UNWRITTEN_CHARS)
  }

  /** Adds the mark that nothing more comes. Resolves once it is written, or cannot be for the moment. */
  async end(): Promise<void> {
    this.#ending = true
    this.#stopResting?.()
    this.#start()
    await this.#until(() => this.#failingSince !== undefined)
  }

  /** Gives the log up. */
  lose(error?: unknown): void {
    if (this.#state !== 'writing') return
    this.#state = 'lost'
    this.#unwritten = []
    this.#unwrittenChars = 0
    this.#stopResting?.()
    if (error !== undefined) this.#options.onError(error)
    this.#wake()
  }

  #start(): void {
    if (this.#busy) return
    this.#busy = true
    void this.#write()
  }

  async #write(): Promise<void> {
    while (this.#state === 'writing' && (this.#unwritten.length > 0 || this.#ending)) {
      // What is added meanwhile goes along.
      await (this.#followed || this.#ending ? nextTick() : this.#rest(UNFOLLOWED_MS))
      if (this.#state !== 'writing') break
      try {
        await this.#writeBatch()
        this.#failingSince = undefined
      } catch (error) {
        this.#failingSince ??= Date.now()
        if (Date.now() - this.#failingSince >= this.#options.patienceMs) this.lose(error)
        this.#wake()
        if (this.#state === 'writing') await this.#rest(RETRY_MS)
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
    this.#followed = outcomes.at(-1)?.[1] !== 0
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

  /** Until some time has passed, or there is a reason to go on. */
  async #rest(ms: number): Promise<void> {
    const {promise, stop} = interruptiblePause(ms)
    this.#stopResting = stop
    await promise
    this.#stopResting = undefined
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
