import {MAX_READ_CHARS, RunLostError} from '../run-log.ts'
import type {RunReader} from '../run-log.ts'
import {END, entryId, readEntries} from './entries.ts'
import type {Entry} from './entries.ts'
import {interruptiblePause} from './pause.ts'
import {RedisUnreachableError} from './redis-link.ts'
import type {RedisLink} from './redis-link.ts'

/** What a reader is about. */
export interface RedisRunReaderOptions {
  link: RedisLink
  /** The run's stream. */
  key: string
  /** Is there as long as the process is alive that carries the run out. */
  ownerKey: string
  /** The number of the last event that is not to be read. */
  after: number
  /** How often to look, when nothing has been heard of. */
  pollMs: number
  /** How long Redis may be away before the run counts as lost. */
  patienceMs: number
  /** Called once, when nothing more will be read. */
  onDone: () => void
}

// How many events to ask for, as long as their size is not known.
const FIRST_COUNT = 32
const MAX_COUNT = 512

/** Reads a run's stream as fast as it is asked to. Told by {@link RedisRunReader.wake} when there may be more. */
export class RedisRunReader implements RunReader {
  readonly #options: RedisRunReaderOptions
  /** Events that have been fetched, but not yet given. */
  #fetched: string[] = []
  /** The number of the last one of them. */
  #position: number
  #count = FIRST_COUNT
  #ended = false
  #done = false
  #mayHaveMore = true
  #failure: Error | undefined
  #failingSince: number | undefined
  #stopWaiting: (() => void) | undefined

  constructor(options: RedisRunReaderOptions) {
    this.#options = options
    this.#position = options.after
  }

  get isDone(): boolean {
    return this.#done
  }

  async next(): Promise<string | null> {
    while (!this.#done) {
      const text = this.#give()
      if (text !== '') return text
      if (this.#ended) this.close()
      else await this.#lookForMore()
    }
    if (this.#failure !== undefined) throw this.#failure
    return null
  }

  close(): void {
    if (this.#done) return
    this.#done = true
    this.#fetched = []
    this.#stopWaiting?.()
    this.#options.onDone()
  }

  /** Ends the reader with an error. */
  fail(error: Error): void {
    this.#failure ??= error
    this.close()
  }

  wake(): void {
    this.#mayHaveMore = true
    this.#stopWaiting?.()
  }

  #give(): string {
    let text = ''
    let count = 0
    for (const frame of this.#fetched) {
      if (text !== '' && text.length + frame.length > MAX_READ_CHARS) break
      text += frame
      count++
    }
    this.#fetched.splice(0, count)
    return text
  }

  async #lookForMore(): Promise<void> {
    const {pollMs, patienceMs} = this.#options
    // Not for ever: a message may have been lost, or there may be nobody left to send one.
    if (!this.#mayHaveMore) await this.#wait(pollMs)
    if (this.#done) return
    this.#mayHaveMore = false
    try {
      await this.#fetch()
      this.#failingSince = undefined
    } catch (error) {
      if (!(error instanceof RedisUnreachableError)) throw error
      this.#failingSince ??= Date.now()
      if (Date.now() - this.#failingSince >= patienceMs)
        this.fail(new RunLostError('The run cannot be followed: Redis cannot be reached.', {cause: error}))
    }
  }

  async #fetch(): Promise<void> {
    const {link, key, ownerKey} = this.#options
    // The owner first: whatever it wrote before it died is then among the entries.
    const [alive, range] = await link.ask([
      ['exists', ownerKey, key],
      ['xrange', key, entryId(this.#position + 1), '+', 'COUNT', this.#count],
    ])
    if (this.#done) return
    const entries = readEntries(range)
    if (entries.length > 0) this.#take(entries)
    else if (alive !== 2)
      this.fail(new RunLostError('The process that carried the run out has died, or its log is gone.'))
  }

  #take(entries: Entry[]): void {
    let chars = 1
    for (const {number, field, value} of entries) {
      if (number !== this.#position + 1) return this.fail(new RunLostError('Events of the run are missing in Redis.'))
      if (field === END) {
        this.#ended = true
        return
      }
      this.#position = number
      this.#fetched.push(value)
      chars += value.length
    }
    this.#mayHaveMore = entries.length === this.#count
    // As many as are given at once, if they are like these.
    const fitting = Math.floor((entries.length * MAX_READ_CHARS) / chars)
    this.#count = Math.min(Math.max(fitting, 1), MAX_COUNT)
  }

  /** Until there may be more, or the time has passed. */
  async #wait(ms: number): Promise<void> {
    const {promise, stop} = interruptiblePause(ms)
    this.#stopWaiting = stop
    await promise
    this.#stopWaiting = undefined
  }
}
