import {CustomStreamError} from '../errors.ts'

/** The runs that this process is carrying out. */
export class RunRegistry {
  readonly #live = new Map<AbortController, Promise<void>>()

  /** When old runs are to be forgotten next, in milliseconds since 1970. */
  nextSweep = 0

  /** How many there are. */
  get size(): number {
    return this.#live.size
  }

  /** `ended` must not reject. */
  add(controller: AbortController, ended: Promise<void>): void {
    this.#live.set(controller, ended)
    void ended.then(() => this.#live.delete(controller))
  }

  /** Ends every run with an error that says why and offers Retry; what was written is kept. Resolves when all of it is stored. */
  async stopAll(reason: string): Promise<void> {
    for (const controller of this.#live.keys()) controller.abort(new CustomStreamError(reason, {allowRetry: true}))
    await Promise.all(this.#live.values())
  }
}
