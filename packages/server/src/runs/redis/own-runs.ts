import type {Keys} from './keys.ts'
import {HEADER_ID, OWNER} from './entries.ts'
import type {Command, RedisLink} from './redis-link.ts'
import type {RedisRunWriter} from './redis-run-writer.ts'

/** A run of this process. */
export interface OwnRun {
  readonly writer: RedisRunWriter
  readonly onCancel: () => void
  ended: boolean
  /** Its stream had to be given up, and has been deleted. */
  removed: boolean
}

export interface OwnRunsOptions {
  link: RedisLink
  keys: Keys
  /** This process, to the others. */
  processId: string
  livenessTtlMs: number
  finishedTtlMs: number
}

/**
 * The runs that this process carries out, and those of which there is something left to write or to tidy up. One timer says for all of them
 * that the process is alive.
 */
export class OwnRuns {
  readonly #options: OwnRunsOptions
  readonly #runs = new Map<string, OwnRun>()
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(options: OwnRunsOptions) {
    this.#options = options
  }

  get(logId: string): OwnRun | undefined {
    return this.#runs.get(logId)
  }

  add(logId: string, run: OwnRun): void {
    this.#runs.set(logId, run)
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => void this.keepAlive(), this.#options.livenessTtlMs / 3)
    this.#timer.unref()
  }

  /** Makes the stream of a run, known to be this process's. */
  async begin(logId: string): Promise<void> {
    const {link, keys, processId} = this.#options
    const header: Command = ['xadd', keys.run(logId), HEADER_ID, OWNER, processId]
    await link.ask([this.#signOfLife(), header, this.#refresh(logId)])
  }

  /** Forgets a run if nothing is left to be done for it. */
  settle(logId: string): void {
    const run = this.#runs.get(logId)
    if (run?.ended === true && (run.removed || run.writer.state === 'written')) this.#runs.delete(logId)
  }

  /** Says that this process is alive, keeps its streams from expiring, and deletes those that it had to give up. */
  async keepAlive(): Promise<void> {
    const writing = this.#idsOf(({writer}) => writer.state === 'writing')
    const lost = this.#idsOf(({writer, removed}) => writer.state === 'lost' && !removed)
    const commands = [...writing.map((id) => this.#refresh(id)), ...lost.flatMap((id) => this.#removal(id))]
    try {
      await this.#options.link.ask([this.#signOfLife(), ...commands])
    } catch {
      // Reported as an outage, and done again next time.
      return
    }
    for (const id of lost) {
      const run = this.#runs.get(id)
      if (run !== undefined) run.removed = true
    }
    for (const id of this.#runs.keys()) this.settle(id)
    if (this.#runs.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Gives up what is not written to its end, and lets other processes know at once. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    const {link, keys, processId} = this.#options
    const unfinished = this.#idsOf(({writer}) => writer.state !== 'written')
    for (const id of unfinished) this.#runs.get(id)?.writer.lose()
    try {
      await link.ask([['del', keys.process(processId)], ...unfinished.flatMap((id) => this.#removal(id))])
    } catch {
      // All of it expires.
    }
  }

  #idsOf(condition: (run: OwnRun) => boolean): string[] {
    return [...this.#runs].filter(([, run]) => condition(run)).map(([id]) => id)
  }

  #signOfLife(): Command {
    const {keys, processId, livenessTtlMs} = this.#options
    return ['set', keys.process(processId), '1', 'PX', livenessTtlMs]
  }

  /** Streams of processes that died expire too. */
  #refresh(logId: string): Command {
    const {keys, finishedTtlMs, livenessTtlMs} = this.#options
    return ['pexpire', keys.run(logId), Math.max(finishedTtlMs, livenessTtlMs * 3)]
  }

  #removal(logId: string): Command[] {
    const key = this.#options.keys.run(logId)
    return [
      ['del', key],
      ['publish', key, ''],
    ]
  }
}
