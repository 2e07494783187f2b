import type {Page, Thread, ThreadItem, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import type {Draft, RetryAct} from './types.ts'

/** Everything that can change the chat: acts of the reader, replies of the server, and the events of a stream. */
export type Act =
  | {readonly type: 'events'; readonly events: readonly ThreadStreamEvent[]}
  /** The reader's message is shown at once and stands until the server's takes its place. */
  | {readonly type: 'message.sent'; readonly item: UserMessageItem; readonly draft: Draft}
  | {readonly type: 'message.withdrawn'; readonly key: string}
  /** A turn without a new message: a retry drops what followed the message, as the server sends no `removed` events. */
  | {readonly type: 'turn.started'; readonly after?: string}
  /** By itself, or by the reader's Stop. */
  | {readonly type: 'turn.ended'}
  | {
      readonly type: 'turn.failed'
      readonly message: string | null
      readonly retryable: boolean
      /** What Retry does. Default: it sends the message again, or has it answered again. */
      readonly retry?: RetryAct | undefined
    }
  | {readonly type: 'thread.opened'; readonly threadId: string | null}
  | {
      readonly type: 'thread.loaded'
      readonly thread: Thread
      readonly items: readonly ThreadItem[]
      readonly older: string | null
    }
  | {readonly type: 'thread.synced'; readonly thread: Thread; readonly items: readonly ThreadItem[]}
  | {readonly type: 'thread.failed'; readonly message: string | null; readonly retry: RetryAct | null}
  | {readonly type: 'thread.renamed'; readonly threadId: string; readonly title: string}
  | {readonly type: 'items.older'; readonly page: Page<ThreadItem>}
  | {readonly type: 'tool.answered'; readonly itemId: string; readonly output: unknown}
  | {readonly type: 'item.replaced'; readonly item: ThreadItem}
  | {readonly type: 'notice.dismissed'; readonly index: number}
