import {Redis} from 'ioredis'
import {inTime} from '../../in-time.ts'
import {nextTick} from '../../next-tick.ts'

/** One command and its arguments. */
export type Command = [name: string, ...args: (string | number)[]]

/** How one command went. */
export type Outcome = [error: Error | null, reply: unknown]

/** Redis has not answered, or cannot be reached. */
export class RedisUnreachableError extends Error {
  override name = 'RedisUnreachableError'
}

interface Batch {
  commands: Command[]
  outcomes: Promise<Outcome[]>
}

export interface RedisLinkOptions {
  /** How long Redis may take to answer. */
  timeoutMs: number
  /** Told of each outage once. */
  onOutage: (error: Error) => void
}

/**
 * The two connections that a process needs: one for commands, and one for subscriptions, which can do nothing else. Both reconnect by
 * themselves. While Redis is known to be away, one command at a time finds out whether it is back; the others fail at once.
 */
export class RedisLink {
  readonly subscriber: Redis
  readonly #commands: Redis
  readonly #options: RedisLinkOptions
  #away = false
  #closed = false
  #underWay = 0
  #batch: Batch | undefined

  constructor(redis: string | (() => Redis), options: RedisLinkOptions) {
    const connect = typeof redis === 'string' ? () => new Redis(redis, CLIENT_OPTIONS) : redis
    this.#options = options
    this.#commands = connect()
    this.subscriber = connect()
    for (const client of [this.#commands, this.subscriber]) client.on('error', (error) => this.#outage(error))
    this.#commands.on('ready', () => (this.#away = false))
  }

  /** Sends commands together. Rejects with {@link RedisUnreachableError}; what one of them fails with is part of the result. */
  async send(commands: Command[]): Promise<Outcome[]> {
    if (this.#away && (this.#commands.status !== 'ready' || this.#underWay > 0)) throw new RedisUnreachableError(AWAY)
    this.#underWay++
    try {
      const batch = (this.#batch ??= this.#beginBatch())
      const start = batch.commands.length
      batch.commands.push(...commands)
      const outcomes = (await this.inTime(batch.outcomes)).slice(start, start + commands.length)
      // Commands that a broken connection took with it fail one by one, without the mark of an answer.
      const unanswered = outcomes.find(([error]) => error !== null && error.name !== 'ReplyError')?.[0]
      if (unanswered != null) throw this.#outage(unanswered)
      this.#away = false
      return outcomes
    } finally {
      this.#underWay--
    }
  }

  /** The same, for commands that do not fail when Redis can be reached. Resolves with their replies. */
  async ask(commands: Command[]): Promise<unknown[]> {
    const outcomes = await this.send(commands)
    const failed = outcomes.find(([error]) => error !== null)?.[0]
    if (failed != null) throw this.#outage(failed)
    return outcomes.map(([, reply]) => reply)
  }

  /** Bounds how long something may take that needs Redis: a stopped server keeps its connections open. */
  async inTime<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await inTime(work, this.#options.timeoutMs)
    } catch (error) {
      throw this.#outage(error)
    }
  }

  /** From now on nothing is reported; commands may still be sent, until `disconnect`. */
  close(): void {
    this.#closed = true
  }

  disconnect(): void {
    this.#commands.disconnect()
    this.subscriber.disconnect()
  }

  /** What is asked for in one tick, by whatever runs and readers, goes out in one pipeline: each has its price. */
  #beginBatch(): Batch {
    const commands: Command[] = []
    const outcomes = nextTick().then(async () => {
      this.#batch = undefined
      return (await this.#commands.pipeline(commands).exec()) ?? []
    })
    return {commands, outcomes}
  }

  #outage(cause: unknown): RedisUnreachableError {
    const error = new RedisUnreachableError(AWAY, {cause})
    if (!this.#away && !this.#closed) this.#options.onOutage(error)
    this.#away = true
    return error
  }
}

const AWAY = 'Redis cannot be reached. Runs go on; their readers in other processes may lose them.'

// A command that was lost with its connection fails soon, instead of waiting for twenty attempts to reconnect: whoever sent it decides
// whether it is still wanted.
const CLIENT_OPTIONS = {
  maxRetriesPerRequest: 1,
  connectTimeout: 2_000,
  retryStrategy: (times: number): number => Math.min(times * 100, 2_000),
}
