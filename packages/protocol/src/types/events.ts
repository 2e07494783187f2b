import type {IconName} from './icons.ts'
import type {ThreadItem} from './items.ts'
import type {Thread} from './thread.ts'
import type {ThreadItemUpdate} from './updates.ts'

/** A new thread exists. Its items page is empty. */
export interface ThreadCreatedEvent {
  type: 'thread.created'
  thread: Thread
}

/** Title, status or image domains changed. The items page is always empty: it must not clear what a client shows. */
export interface ThreadUpdatedEvent {
  type: 'thread.updated'
  thread: Thread
}

/** An item begins. It is not stored yet. */
export interface ThreadItemAddedEvent {
  type: 'thread.item.added'
  item: ThreadItem
}

/** An item that was added changes. */
export interface ThreadItemUpdatedEvent {
  type: 'thread.item.updated'
  item_id: string
  update: ThreadItemUpdate
}

/** An item is complete, and stored before this is sent. The user's own message comes back this way, without an `added`. */
export interface ThreadItemDoneEvent {
  type: 'thread.item.done'
  item: ThreadItem
}

/** An item is gone. */
export interface ThreadItemRemovedEvent {
  type: 'thread.item.removed'
  item_id: string
}

/** An item is replaced: same id, possibly another type. */
export interface ThreadItemReplacedEvent {
  type: 'thread.item.replaced'
  item: ThreadItem
}

/** How the stream may be handled. */
export interface StreamOptions {
  /** Whether the reader may stop it. */
  allow_cancel: boolean
}

/** Opens every turn. */
export interface StreamOptionsEvent {
  type: 'stream_options'
  stream_options: StreamOptions
}

/** A passing line about what is going on. Not stored. */
export interface ProgressUpdateEvent {
  type: 'progress_update'
  text: string
  icon?: IconName
}

/** Something for the page to do; no reply is expected. Not stored. */
export interface ClientEffectEvent {
  type: 'client_effect'
  name: string
  /** Default `{}`. */
  data: Record<string, unknown>
}

/** `stream.error`: the client shows its own text. `custom`: it shows `message`. Clients must bear codes that they do not know. */
export type ErrorCode = 'stream.error' | 'custom'

/** The turn failed. */
export interface ErrorEvent {
  type: 'error'
  /** Default `'custom'`. */
  code: ErrorCode
  message?: string
  /** Default `false`. */
  allow_retry: boolean
}

/** A banner for the reader. */
export interface NoticeEvent {
  type: 'notice'
  level: 'info' | 'warning' | 'danger'
  /** Markdown. */
  message: string
  title?: string
}

/** One event of a stream: the JSON after `data: `. */
export type ThreadStreamEvent =
  | ThreadCreatedEvent
  | ThreadUpdatedEvent
  | ThreadItemAddedEvent
  | ThreadItemUpdatedEvent
  | ThreadItemDoneEvent
  | ThreadItemRemovedEvent
  | ThreadItemReplacedEvent
  | StreamOptionsEvent
  | ProgressUpdateEvent
  | ClientEffectEvent
  | ErrorEvent
  | NoticeEvent
