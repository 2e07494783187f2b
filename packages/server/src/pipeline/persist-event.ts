import type {ThreadItem, ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import {isHiddenItem} from 'chatkit-protocol/serialize'
import {NotFoundError} from '../errors.ts'
import type {Store} from '../store.ts'
import type {PendingItems} from './pending-items.ts'

type Emitted = ThreadStreamEvent | null

/**
 * Does to the store what an event says, and tells what the client may see of it: the event, another one in its place, or nothing.
 *
 * Hidden items are kept from the client on every path. To know whether an id that this turn has not mentioned yet is hidden takes one
 * read, once per item; deltas never touch the store.
 */
export class EventPersister<Context> {
  readonly #thread: ThreadMetadata
  readonly #store: Store<Context>
  readonly #context: Context
  readonly #pending: PendingItems
  /** Whether the client may know of an item, by id. */
  readonly #visible = new Map<string, boolean>()

  constructor(thread: ThreadMetadata, store: Store<Context>, context: Context, pending: PendingItems) {
    this.#thread = thread
    this.#store = store
    this.#context = context
    this.#pending = pending
  }

  /** Answers at once where nothing has to be stored, so that a delta costs no extra trip through the microtask queue. */
  apply(event: ThreadStreamEvent): Emitted | Promise<Emitted> {
    switch (event.type) {
      case 'thread.item.updated': {
        this.#pending.fold(event.item_id, event.update)
        const visible = this.#visible.get(event.item_id)
        if (visible === undefined) return this.#lookUp(event.item_id).then((known) => (known ? event : null))
        return visible ? event : null
      }
      case 'thread.item.added': {
        const visible = !isHiddenItem(event.item)
        this.#visible.set(event.item.id, visible)
        this.#pending.add(event.item)
        return visible ? event : null
      }
      case 'thread.item.done':
        return this.#done(event, event.item)
      case 'thread.item.removed':
        return this.#removed(event, event.item_id)
      case 'thread.item.replaced':
        return this.#replaced(event, event.item)
      case 'thread.created':
      case 'thread.updated':
      case 'stream_options':
      case 'progress_update':
      case 'client_effect':
      case 'notice':
      case 'error':
        return event
      default:
        throw new TypeError(`A hook yielded something that is not a ChatKit event: ${describe(event)}`)
    }
  }

  async #done(event: ThreadStreamEvent, item: ThreadItem): Promise<Emitted> {
    await this.#store.addThreadItem(this.#thread.id, item, this.#context)
    return this.#settle(event, item, this.#visible.get(item.id))
  }

  async #replaced(event: ThreadStreamEvent, item: ThreadItem): Promise<Emitted> {
    const before = await this.#isVisible(item.id)
    await this.#store.saveItem(this.#thread.id, item, this.#context)
    // The client never heard of an item that was hidden so far, so there is nothing that it could replace.
    if (!before) return this.#settle({type: 'thread.item.done', item}, item, before)
    return this.#settle(event, item, before)
  }

  async #removed(event: ThreadStreamEvent, itemId: string): Promise<Emitted> {
    const visible = await this.#isVisible(itemId)
    await this.#store.deleteThreadItem(this.#thread.id, itemId, this.#context)
    this.#pending.drop(itemId)
    this.#visible.delete(itemId)
    return visible ? event : null
  }

  #settle(event: ThreadStreamEvent, item: ThreadItem, before: boolean | undefined): Emitted {
    const hidden = isHiddenItem(item)
    this.#pending.drop(item.id)
    this.#visible.set(item.id, !hidden)
    if (!hidden) return event
    // It was on the screen and is not to be seen any more.
    return before === true ? {type: 'thread.item.removed', item_id: item.id} : null
  }

  async #isVisible(itemId: string): Promise<boolean> {
    return this.#visible.get(itemId) ?? (await this.#lookUp(itemId))
  }

  async #lookUp(itemId: string): Promise<boolean> {
    const visible = await this.#store.loadItem(this.#thread.id, itemId, this.#context).then(
      (item) => !isHiddenItem(item),
      (error: unknown) => {
        // Guardrail rollbacks remove ids that were never stored: nothing is there that could be hidden.
        if (error instanceof NotFoundError) return true
        throw error
      },
    )
    this.#visible.set(itemId, visible)
    return visible
  }
}

function describe(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value)
  return 'type' in value ? `type ${JSON.stringify(value.type)}` : 'an object without type'
}
