import type {Attachment} from './attachments.ts'
import type {AssistantMessageContent, UserMessageContent} from './content.ts'
import type {InferenceOptions} from './requests.ts'
import type {StructuredInput} from './structured-input.ts'
import type {Task, Workflow} from './tasks.ts'
import type {WidgetRoot} from './widgets.ts'

/** What every thread item has. */
export interface ThreadItemBase {
  id: string
  thread_id: string
  /** ISO 8601, see {@link ThreadMetadata.created_at}. */
  created_at: string
}

/** What the user sent. */
export interface UserMessageItem extends ThreadItemBase {
  type: 'user_message'
  content: UserMessageContent[]
  /** Default `[]`. */
  attachments: Attachment[]
  /** Text of an earlier message that the user replies to. */
  quoted_text?: string
  inference_options: InferenceOptions
}

/** What the assistant wrote. */
export interface AssistantMessageItem extends ThreadItemBase {
  type: 'assistant_message'
  content: AssistantMessageContent[]
}

/** A call that the page must answer with `threads.add_client_tool_output`. */
export interface ClientToolCallItem extends ThreadItemBase {
  type: 'client_tool_call'
  /** Default `'pending'`. */
  status: 'pending' | 'completed'
  call_id: string
  name: string
  arguments: Record<string, unknown>
  /** Absent while pending, and also when the result was `null`. */
  output?: unknown
}

/** A widget in the conversation. */
export interface WidgetItem extends ThreadItemBase {
  type: 'widget'
  widget: WidgetRoot
  /** What the copy button copies. */
  copy_text?: string
}

/** An image, or a partial state of it. */
export interface GeneratedImage {
  id: string
  /** A plain string, often a `data:` URL. */
  url: string
}

/** An image that the assistant made. */
export interface GeneratedImageItem extends ThreadItemBase {
  type: 'generated_image'
  /** Absent until there is something to show. */
  image?: GeneratedImage
}

/** Questions that take over the composer. */
export interface StructuredInputItem extends ThreadItemBase {
  type: 'structured_input'
  /** Default `'pending'`. */
  status: 'pending' | 'answered' | 'skipped'
  inputs: StructuredInput[]
}

/** Steps of the assistant's work. */
export interface WorkflowItem extends ThreadItemBase {
  type: 'workflow'
  workflow: Workflow
}

/** A single step of the assistant's work. */
export interface TaskItem extends ThreadItemBase {
  type: 'task'
  task: Task
}

/** Marks where the assistant's turn ended. Shown as a boundary, never given to a model. */
export interface EndOfTurnItem extends ThreadItemBase {
  type: 'end_of_turn'
}

/** Context of the app's own for the model. Stored, never sent to a client. */
export interface HiddenContextItem extends ThreadItemBase {
  type: 'hidden_context_item'
  content: unknown
}

/** Context that the SDK itself adds for the model. Stored, never sent to a client. */
export interface SDKHiddenContextItem extends ThreadItemBase {
  type: 'sdk_hidden_context'
  content: string
}

/** An item that must never reach a client. */
export type HiddenItem = HiddenContextItem | SDKHiddenContextItem

/** An item that a client may see. */
export type VisibleThreadItem =
  | UserMessageItem
  | AssistantMessageItem
  | ClientToolCallItem
  | WidgetItem
  | GeneratedImageItem
  | StructuredInputItem
  | WorkflowItem
  | TaskItem
  | EndOfTurnItem

/** One entry of a thread. */
export type ThreadItem = VisibleThreadItem | HiddenItem
