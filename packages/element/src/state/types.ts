import type {
  AssistantMessageItem,
  IconName,
  NoticeEvent,
  ThreadItem,
  ThreadStatus,
  UserMessageInput,
  UserMessageItem,
} from 'chatkit-protocol'

/** What the reader asked for; kept until the server has answered, so that a failed send loses nothing. */
export type Draft = UserMessageInput

/** One row of the transcript. */
export interface Entry {
  /** Stays the same when the server's message replaces the optimistic one, so that the row is not painted anew. */
  readonly key: string
  readonly item: ThreadItem
  /** False while the server may still update the item. */
  readonly done: boolean
  /** The turn that this row was the last of ended in an error. */
  readonly failed?: boolean
  /** Set on a message of the reader that the server has not confirmed. */
  readonly local?: {readonly status: 'sending' | 'failed'; readonly draft: Draft}
}

export interface ThreadInfo {
  readonly id: string
  readonly title: string | null
  readonly status: ThreadStatus
  /** Hosts that images may come from; null means that the thread sets no rule. */
  readonly allowedImageDomains: readonly string[] | null
}

export interface Progress {
  readonly text: string
  readonly icon: IconName | null
}

/** What Retry does: send a message that never arrived, or answer one that did once more. */
export type RetryAct =
  | {readonly kind: 'resend'; readonly key: string}
  | {readonly kind: 'after'; readonly itemId: string}
  | {readonly kind: 'load'; readonly threadId: string}

export interface ShownError {
  /** Fit for a reader; null asks the view for its built-in text. */
  readonly message: string | null
  readonly retry: RetryAct | null
}

export interface Notice {
  readonly level: NoticeEvent['level']
  readonly message: string
  readonly title: string | null
}

/** `loading`: a thread is fetched. `waiting`: a turn runs and nothing came yet. `streaming`: the server has begun to answer. */
export type Phase = 'idle' | 'loading' | 'waiting' | 'streaming'

export interface ChatState {
  readonly thread: ThreadInfo | null
  readonly items: readonly Entry[]
  readonly phase: Phase
  readonly progress: Progress | null
  readonly allowCancel: boolean
  readonly error: ShownError | null
  readonly notices: readonly Notice[]
  /** Key of the message that began the running or latest turn of this visit: the row that scrolls to the top. */
  readonly anchor: string | null
  /** Cursor of the next older page, or null when all is here. */
  readonly older: string | null
}

export type {AssistantMessageItem, ThreadItem, UserMessageItem}
