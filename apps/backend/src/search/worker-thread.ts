import {Worker} from 'node:worker_threads'
import {IndexError} from '../index/errors.ts'
import type {SearchSetup, SiteSetup} from './open-index.ts'
import type {WorkerCall, WorkerReply} from './messages.ts'
import type {IngestProgress} from './types.ts'

const PROBLEMS = ['missing', 'unreadable', 'invalid', 'refused', 'unavailable'] as const

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
  onProgress: ((progress: IngestProgress) => void) | undefined
}

/** One worker thread and the calls that wait for it. A thread that dies fails its calls; the next call starts another. */
export class WorkerThread {
  readonly #script: URL
  readonly #setup: SearchSetup | SiteSetup
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(script: URL, setup: SearchSetup | SiteSetup) {
    this.#script = script
    this.#setup = setup
  }

  call(
    call: WorkerCall extends infer Call ? (Call extends WorkerCall ? Omit<Call, 'id'> : never) : never,
    onProgress?: (progress: IngestProgress) => void,
  ): Promise<unknown> {
    const worker = (this.#worker ??= this.#start())
    const id = (this.#lastId += 1)
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {resolve, reject, onProgress})
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin, a window's has
      worker.postMessage({...call, id})
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {workerData: this.#setup})
    worker.on('message', (reply: WorkerReply) => this.#settle(reply))
    worker.on('error', (error) => this.#fail(worker, error))
    worker.on('exit', () => this.#fail(worker, new Error('The search thread ended.')))
    return worker
  }

  #settle(reply: WorkerReply): void {
    const pending = this.#pending.get(reply.id)
    if ('progress' in reply) {
      pending?.onProgress?.(reply.progress)
      return
    }
    this.#pending.delete(reply.id)
    if ('value' in reply) pending?.resolve(reply.value)
    else pending?.reject(toError(reply.error))
  }

  #fail(worker: Worker, error: unknown): void {
    if (this.#worker === worker) this.#worker = null
    for (const pending of this.#pending.values())
      pending.reject(error instanceof Error ? error : new Error(String(error)))
    this.#pending.clear()
  }
}

function toError({message, reason}: {message: string; reason: string | null}): Error {
  const known = PROBLEMS.find((one) => one === reason)
  return known === undefined ? new Error(message) : new IndexError(known, message)
}
