import type {ThreadMetadata, ThreadUpdatedEvent} from 'chatkit-protocol'
import {cloneJson, equalJson} from '../json.ts'
import type {Store} from '../store.ts'
import {withoutItems} from '../stores/without-items.ts'
import {toClientThread} from '../client-thread.ts'

/**
 * Notices that a hook changed its live thread object, at any depth.
 *
 * Asked after every event, so it compares without allocating and copies only what has really changed. Measured on Node 20 for a thread
 * with a title and ten keys of metadata, on a busy machine: compare 0.6 µs, `JSON.stringify` 2.5 µs, `structuredClone` 7 µs, of some 2 µs
 * for a delta in the whole pipeline. A recording Proxy would be cheaper still, but `structuredClone(thread)` in a hook would then throw.
 */
export class ThreadWatch<Context> {
  readonly #thread: ThreadMetadata
  readonly #store: Store<Context>
  readonly #context: Context
  #seen: ThreadMetadata

  constructor(thread: ThreadMetadata, store: Store<Context>, context: Context) {
    this.#thread = thread
    this.#store = store
    this.#context = context
    this.#seen = cloneJson(withoutItems(thread))
  }

  hasChanged(): boolean {
    return !equalJson(withoutItems(this.#thread), this.#seen)
  }

  /** Saves the thread as it is now and returns the event that announces it. */
  async save(): Promise<ThreadUpdatedEvent> {
    const current = cloneJson(withoutItems(this.#thread))
    await this.#store.saveThread(current, this.#context)
    this.#seen = current
    return {type: 'thread.updated', thread: toClientThread(current)}
  }
}
