import type {ThreadItem} from './items.ts'
import type {Page} from './page.ts'

/** The thread takes new messages. */
export interface ActiveStatus {
  type: 'active'
}

/** The composer is disabled and shows the reason. */
export interface LockedStatus {
  type: 'locked'
  reason?: string
}

/** The composer is replaced by the reason. */
export interface ClosedStatus {
  type: 'closed'
  reason?: string
}

/** Whether the reader can go on writing. */
export type ThreadStatus = ActiveStatus | LockedStatus | ClosedStatus

/** A thread without its items, as stores keep it. */
export interface ThreadMetadata {
  id: string
  /** ISO 8601. This package writes UTC with `Z`; foreign servers may send a time without offset. */
  created_at: string
  title?: string
  /** Default `{type: 'active'}`. */
  status: ThreadStatus
  /** Hosts from which a client may show images; absent means any. */
  allowed_image_domains?: string[]
  /** The server's own data. Clients always see `{}`. */
  metadata: Record<string, unknown>
}

/** A thread with a page of its items. */
export interface Thread extends ThreadMetadata {
  /** The oldest items in answer to `threads.get_by_id`; an empty page in lists and events, which must not clear what a client shows. */
  items: Page<ThreadItem>
}
