import type {Redis} from 'ioredis'
import {ChatKitError} from '../../errors.ts'
import {neverThrow, reportToConsole} from '../../report.ts'
import {MemoryRunLog} from '../memory-run-log.ts'
import {beyondTheLog, FINISHED_LOG_TTL_MS, RUN_CANCEL_TIMEOUT_MS, RunLostError} from '../run-log.ts'
import type {RunLog, RunLogWriter, RunReader} from '../run-log.ts'
import {Channels} from './channels.ts'
import {END, HEADER_ID, readEntries} from './entries.ts'
import {Keys} from './keys.ts'
import {OwnRuns} from './own-runs.ts'
import type {OwnRun} from './own-runs.ts'
import {pause} from './pause.ts'
import {RedisLink, RedisUnreachableError} from './redis-link.ts'
import type {Command} from './redis-link.ts'
import {RedisRunReader} from './redis-run-reader.ts'
import {RedisRunWriter} from './redis-run-writer.ts'

/** Options of {@link RedisRunLog}. */
export interface RedisRunLogOptions {
  /**
   * The server, as a URL (`redis://user:password@host:6379/0`, `rediss://` for TLS), or a function that makes a client of `ioredis`. It is
   * called twice, for commands and for subscriptions; both clients are the log's own. Redis 6.2 or later, or Valkey; not a cluster.
   */
  redis: string | (() => Redis)
  /** Begins every key and channel. Default `chatkit:`. Servers that share a prefix share their runs. */
  prefix?: string
  /** Milliseconds that a finished log stays readable. Default 300,000 (five minutes). */
  finishedTtlMs?: number
  /**
   * Milliseconds after which a process that gives no sign of life counts as dead, and after which a log that cannot be written or read is
   * given up. Default 10,000. A process whose event loop stands still for longer is taken for dead.
   */
  livenessTtlMs?: number
  /** Milliseconds after which a reader looks by itself, should no message reach it. Default 3,000. */
  pollMs?: number
  /**
   * Told when Redis cannot be reached, once for each outage, and when the log of a run had to be given up. Default: `console.error`.
   */
  onError?: (error: unknown) => void
}

/** What is known of a stream without reading it. */
interface StreamInfo {
  owner: string
  /** The number of the last event. */
  last: number
  ended: boolean
}

// The events of a live run may have been seen before they were in Redis: their own process has them first.
const CATCH_UP_MS = 500
const CATCH_UP_STEP_MS = 10
const CANCEL_AGAIN_MS = 500
const COMMAND_TIMEOUT_MS = 2_000
// Of finished logs in this process, which Redis has as well.
const MAX_LOCAL_CHARS = 16 * 1024 * 1024

/**
 * Keeps the logs of runs in Redis Streams, for servers of several processes: any of them can resume, attach to or stop a run that another
 * one carries out. Readers in the run's own process are served from its memory, without waiting for Redis.
 *
 * Redis is never needed for an answer to be given. While it is away, runs go on, and so do readers in their own process; `read`, `isAlive`
 * and `cancel` of other processes' runs reject with Unavailable. A run that was written meanwhile can later not be followed from
 * elsewhere. Give it memory for all runs of the last minutes, and a policy that evicts nothing (`noeviction`) or only what expires.
 */
export class RedisRunLog implements RunLog {
  readonly shared = true
  readonly #link: RedisLink
  readonly #channels: Channels
  readonly #keys: Keys
  readonly #local: MemoryRunLog
  readonly #finishedTtlMs: number
  readonly #livenessTtlMs: number
  readonly #pollMs: number
  readonly #onError: (error: unknown) => void
  /** This process, to the others. */
  readonly #id = crypto.randomUUID()
  readonly #own: OwnRuns
  readonly #readers = new Set<RedisRunReader>()
  #listening: Promise<unknown> | undefined

  constructor(options: RedisRunLogOptions) {
    const report = neverThrow(options.onError ?? ((error) => reportToConsole(error, {})))
    this.#onError = (error) => report(error, {})
    this.#finishedTtlMs = options.finishedTtlMs ?? FINISHED_LOG_TTL_MS
    this.#livenessTtlMs = options.livenessTtlMs ?? 10_000
    this.#pollMs = options.pollMs ?? 3_000
    this.#keys = new Keys(options.prefix ?? 'chatkit:')
    this.#local = new MemoryRunLog({finishedTtlMs: this.#finishedTtlMs, maxFinishedChars: MAX_LOCAL_CHARS})
    this.#link = new RedisLink(options.redis, {
      // A command that takes longer than a process may be silent would only hide that Redis is away.
      timeoutMs: Math.min(this.#livenessTtlMs, COMMAND_TIMEOUT_MS),
      onOutage: this.#onError,
    })
    this.#channels = new Channels(this.#link)
    this.#own = new OwnRuns({
      link: this.#link,
      keys: this.#keys,
      processId: this.#id,
      livenessTtlMs: this.#livenessTtlMs,
      finishedTtlMs: this.#finishedTtlMs,
    })
  }

  async open(logId: string, onCancel: () => void): Promise<RunLogWriter> {
    const local = await this.#local.open(logId, onCancel)
    const writer = new RedisRunWriter({
      link: this.#link,
      key: this.#keys.run(logId),
      finishedTtlMs: this.#finishedTtlMs,
      patienceMs: this.#livenessTtlMs,
      onError: this.#onError,
    })
    const run: OwnRun = {writer, onCancel, ended: false, removed: false}
    this.#own.add(logId, run)
    try {
      await this.#listen()
      await this.#own.begin(logId)
    } catch {
      // Reported as an outage. Without its beginning the stream is of no use to anybody.
      writer.lose()
    }
    return {
      append(frame) {
        void local.append(frame)
        return writer.append(frame)
      },
      end: async () => {
        await local.end()
        run.ended = true
        await writer.end()
        this.#own.settle(logId)
      },
      fail: async () => {
        await local.fail()
        run.ended = true
        writer.lose()
        await this.#own.keepAlive()
      },
    }
  }

  async read(logId: string, after: number): Promise<RunReader | null> {
    const local = await this.#local.read(logId, after)
    if (local !== null) return local
    return await whenReachable(async () => {
      const info = await this.#infoUpTo(logId, after)
      return info === null ? null : await this.#follow(logId, info.owner, Math.min(after, info.last))
    })
  }

  async isAlive(logId: string): Promise<boolean> {
    if (this.#isOwn(logId)) return await this.#local.isAlive(logId)
    return await whenReachable(async () => this.#isRunning(await this.#info(logId)))
  }

  async cancel(logId: string): Promise<boolean> {
    if (this.#isOwn(logId)) return await this.#local.cancel(logId)
    return await whenReachable(async () => {
      const info = await this.#info(logId)
      if (info === null || !(await this.#isRunning(info))) return false
      const reader = await this.#follow(logId, info.owner, info.last)
      const timer = setTimeout(() => reader.close(), RUN_CANCEL_TIMEOUT_MS)
      try {
        const [ended] = await Promise.all([hasEnded(reader), this.#askToStop(logId, info.owner, reader)])
        return ended
      } finally {
        clearTimeout(timer)
        reader.close()
      }
    })
  }

  async whenEnded(logId: string): Promise<void> {
    if (this.#isOwn(logId)) return await this.#local.whenEnded(logId)
    await whenReachable(async () => {
      const info = await this.#info(logId)
      if (info !== null && !info.ended) await hasEnded(await this.#follow(logId, info.owner, info.last))
    })
  }

  /** Rejects with Unavailable if Redis cannot be reached: for a readiness check. */
  async ping(): Promise<void> {
    await whenReachable(() => this.#link.ask([['ping']]))
  }

  async close(): Promise<void> {
    this.#link.close()
    // Not as lost: the runs may well be alive, only not for this process.
    for (const reader of this.#readers) reader.fail(unavailable(new Error('The run log is being closed.')))
    await this.#own.close()
    this.#link.disconnect()
    await this.#local.close()
  }

  /** Hears of runs of this process that others want to be stopped. */
  async #listen(): Promise<void> {
    const channel = this.#keys.process(this.#id)
    this.#listening ??= this.#channels.listen(channel, (cancelled) => this.#own.get(cancelled)?.onCancel())
    try {
      await this.#listening
    } catch (error) {
      this.#listening = undefined
      throw error
    }
  }

  /** What is known here need not be asked of Redis, and may not be there yet. */
  #isOwn(logId: string): boolean {
    return this.#own.get(logId) !== undefined
  }

  async #info(logId: string): Promise<StreamInfo | null> {
    const key = this.#keys.run(logId)
    const replies = await this.#link.ask([
      ['xrange', key, HEADER_ID, HEADER_ID],
      ['xrevrange', key, '+', '-', 'COUNT', 1],
    ])
    const [header, last] = replies.flatMap(readEntries)
    if (header === undefined || last === undefined) return null
    const ended = last.field === END
    return {owner: header.value, last: ended ? last.number - 1 : last.number, ended}
  }

  /**
   * Waits a moment for the events that the reader has seen already. If their process has died before it could pass them on they will not
   * come, and the reader has to hear of that.
   */
  async #infoUpTo(logId: string, after: number): Promise<StreamInfo | null> {
    const end = Date.now() + CATCH_UP_MS
    for (;;) {
      const info = await this.#info(logId)
      if (info === null || info.last >= after) return info
      if (info.ended || Date.now() >= end) throw beyondTheLog()
      if (!(await this.#isRunning(info))) return info
      await pause(CATCH_UP_STEP_MS)
    }
  }

  async #isRunning(info: StreamInfo | null): Promise<boolean> {
    if (info === null || info.ended) return false
    const [exists] = await this.#link.ask([['exists', this.#keys.process(info.owner)]])
    return exists === 1
  }

  async #follow(logId: string, owner: string, after: number): Promise<RedisRunReader> {
    const key = this.#keys.run(logId)
    const reader: RedisRunReader = new RedisRunReader({
      link: this.#link,
      key,
      ownerKey: this.#keys.process(owner),
      after,
      pollMs: this.#pollMs,
      patienceMs: this.#livenessTtlMs,
      onDone: () => {
        this.#readers.delete(reader)
        stopListening()
      },
    })
    const stopListening = await this.#channels.listen(key, () => reader.wake())
    this.#readers.add(reader)
    return reader
  }

  async #askToStop(logId: string, owner: string, reader: RedisRunReader): Promise<void> {
    const command: Command = ['publish', this.#keys.process(owner), logId]
    while (!reader.isDone) {
      const [listeners] = await this.#link.ask([command])
      if (listeners !== 0) return
      // The process is alive, but its subscription is being made again.
      await pause(CANCEL_AGAIN_MS)
    }
  }
}

/** Whether a run came to its end before its reader was closed or the run was lost. */
async function hasEnded(reader: RunReader): Promise<boolean> {
  try {
    while ((await reader.next()) !== null);
    return true
  } catch (error) {
    if (error instanceof RunLostError) return false
    throw error
  }
}

async function whenReachable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof RedisUnreachableError ? unavailable(error) : error
  }
}

function unavailable(cause: Error): ChatKitError {
  return new ChatKitError('Unavailable', 'This answer cannot be followed right now. Please try again in a moment.', {
    retryAfter: 5,
    cause,
  })
}
