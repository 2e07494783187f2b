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
  /** Readers who wait for more, and those who wait for the end: called when there is something new. */
  waiting: (() => void)[]
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
      waiting: [],
      timer: undefined,
    }
    this.#logs.set(logId, log)
    return new MemoryRunWriter(log, () => this.#end(logId, log))
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

class MemoryRunWriter implements RunLogWriter {
  readonly #log: Log
  readonly #onEnd: () => void

  constructor(log: Log, onEnd: () => void) {
    this.#log = log
    this.#onEnd = onEnd
  }

  append(frame: string): void {
    this.#log.frames.push(frame)
    wake(this.#log)
  }

  async end(): Promise<void> {
    this.#onEnd()
  }

  async fail(): Promise<void> {
    this.#log.lost = true
    this.#onEnd()
  }
}

/** Callbacks and no async function: this runs for every chunk of every reader, and what it holds it holds as long as its answer. */
class MemoryRunReader implements RunReader {
  readonly #log: Log
  #position: number
  #closed = false
  #asked: {resolve: (text: string | null) => void; reject: (error: unknown) => void} | undefined

  constructor(log: Log, after: number) {
    this.#log = log
    this.#position = after
  }

  next(): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.#asked = {resolve, reject}
      this.#answer()
    })
  }

  close(): void {
    this.#closed = true
    const {waiting} = this.#log
    this.#log.waiting = waiting.filter((other) => other !== this.#onNews)
    this.#answer()
  }

  readonly #answer = (): void => {
    const asked = this.#asked
    if (asked === undefined) return
    const log = this.#log
    if (this.#closed) asked.resolve(null)
    else if (this.#position < log.frames.length) asked.resolve(this.#take())
    else if (log.lost) asked.reject(new RunLostError())
    else if (log.ended) asked.resolve(null)
    else {
      log.waiting.push(this.#onNews)
      return
    }
    this.#asked = undefined
  }

  // What else is said within the same tick goes along: a chunk for each delta is what streaming costs most.
  readonly #onNews = (): void => void nextTick().then(this.#answer)

  #take(): string {
    const {text, position} = this.#log.frames.read(this.#position, MAX_READ_CHARS)
    this.#position = position
    return text
  }
}

function wake(log: Log): void {
  if (log.waiting.length === 0) return
  const all = log.waiting
  log.waiting = []
  for (const onNews of all) onNews()
}

function hasEnded(log: Log, timeoutMs?: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs)
    const check = (): void => {
      if (!log.ended) {
        log.waiting.push(check)
        return
      }
      clearTimeout(timer)
      resolve()
    }
    check()
  })
}
