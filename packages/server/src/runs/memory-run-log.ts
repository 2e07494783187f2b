import {FrameStore} from './frame-store.ts'
import {beyondTheLog, RunLostError, FINISHED_LOG_TTL_MS, MAX_READ_CHARS, RUN_CANCEL_TIMEOUT_MS} from './run-log.ts'
import type {RunLog, RunLogWriter, RunReader} from './run-log.ts'
import {nextTick} from '../next-tick.ts'

/** Options of {@link MemoryRunLog}. */
export interface MemoryRunLogOptions {
  /** Milliseconds that a finished log stays readable. Default 300,000 (five minutes). */
  finishedTtlMs?: number
  /**
   * Characters that finished logs may take up together; beyond it the oldest go first. Default 64 Mi: at about 20 characters a delta,
   * some 3,000,000 deltas.
   */
  maxFinishedChars?: number
}

interface Log {
  frames: FrameStore
  ended: boolean
  /** Ended, but not complete. */
  lost: boolean
  onCancel: () => void
  /** Wakes whoever waits for more: readers, and those who asked for the end. */
  waiting: Set<() => void>
  timer: ReturnType<typeof setTimeout> | undefined
}

const DEFAULT_MAX_FINISHED_CHARS = 64 * 1024 * 1024

/** Keeps the logs of runs in this process's memory. A run is alive as long as it is here and not ended. */
export class MemoryRunLog implements RunLog {
  readonly shared = false
  readonly #logs = new Map<string, Log>()
  readonly #finishedTtlMs: number
  readonly #maxFinishedChars: number
  /** In the order in which they ended. */
  readonly #finished = new Map<string, Log>()
  #finishedChars = 0

  constructor(options: MemoryRunLogOptions = {}) {
    this.#finishedTtlMs = options.finishedTtlMs ?? FINISHED_LOG_TTL_MS
    this.#maxFinishedChars = options.maxFinishedChars ?? DEFAULT_MAX_FINISHED_CHARS
  }

  async open(logId: string, onCancel: () => void): Promise<RunLogWriter> {
    const log: Log = {
      frames: new FrameStore(),
      ended: false,
      lost: false,
      onCancel,
      waiting: new Set(),
      timer: undefined,
    }
    this.#logs.set(logId, log)
    return {
      append: (frame) => {
        log.frames.push(frame)
        wake(log)
      },
      end: async () => this.#end(logId, log),
      fail: async () => {
        log.lost = true
        this.#end(logId, log)
      },
    }
  }

  async read(logId: string, after: number): Promise<RunReader | null> {
    const log = this.#logs.get(logId)
    if (log === undefined) return null
    if (after > log.frames.length) throw beyondTheLog()
    return new MemoryRunReader(log, after)
  }

  async isAlive(logId: string): Promise<boolean> {
    return this.#logs.get(logId)?.ended === false
  }

  async cancel(logId: string): Promise<boolean> {
    const log = this.#logs.get(logId)
    if (log === undefined || log.ended) return false
    log.onCancel()
    await hasEnded(log, RUN_CANCEL_TIMEOUT_MS)
    return true
  }

  async whenEnded(logId: string): Promise<void> {
    const log = this.#logs.get(logId)
    if (log !== undefined) await hasEnded(log)
  }

  async close(): Promise<void> {
    for (const {timer} of this.#logs.values()) clearTimeout(timer)
    this.#logs.clear()
    this.#finished.clear()
  }

  #end(logId: string, log: Log): void {
    if (log.ended) return
    log.ended = true
    wake(log)
    this.#keepForAWhile(logId, log)
  }

  #keepForAWhile(logId: string, log: Log): void {
    this.#finished.set(logId, log)
    this.#finishedChars += log.frames.chars
    log.timer = setTimeout(() => this.#forget(logId, log), this.#finishedTtlMs)
    // In Node a timer alone must not keep the process alive; elsewhere timers are plain numbers.
    if (typeof log.timer === 'object') log.timer.unref()
    for (const [id, oldest] of this.#finished) {
      if (this.#finishedChars <= this.#maxFinishedChars) return
      this.#forget(id, oldest)
    }
  }

  #forget(logId: string, log: Log): void {
    clearTimeout(log.timer)
    if (this.#finished.delete(logId)) this.#finishedChars -= log.frames.chars
    // Readers that are still at it hold the log themselves.
    this.#logs.delete(logId)
  }
}

class MemoryRunReader implements RunReader {
  readonly #log: Log
  #position: number
  #closed = false
  #wake: (() => void) | undefined

  constructor(log: Log, after: number) {
    this.#log = log
    this.#position = after
  }

  async next(): Promise<string | null> {
    const log = this.#log
    while (!this.#closed) {
      if (this.#position < log.frames.length) return this.#take()
      if (log.lost) throw new RunLostError()
      if (log.ended) return null
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        log.waiting.add(resolve)
      })
      // What else is said within the same tick goes along: a chunk for each delta is what streaming costs most.
      await nextTick()
    }
    return null
  }

  close(): void {
    this.#closed = true
    if (this.#wake === undefined) return
    this.#log.waiting.delete(this.#wake)
    this.#wake()
  }

  #take(): string {
    const {text, position} = this.#log.frames.read(this.#position, MAX_READ_CHARS)
    this.#position = position
    return text
  }
}

function wake({waiting}: Log): void {
  if (waiting.size === 0) return
  const all = [...waiting]
  waiting.clear()
  for (const resolve of all) resolve()
}

function hasEnded(log: Log, timeoutMs?: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs)
    const check = (): void => {
      if (!log.ended) {
        log.waiting.add(check)
        return
      }
      clearTimeout(timer)
      resolve()
    }
    check()
  })
}
