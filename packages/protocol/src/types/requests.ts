import type {Action} from './actions.ts'
import type {UserMessageContent} from './content.ts'
import type {StructuredInputSubmission} from './structured-input.ts'

/** A tool that the user picked in the composer. */
export interface ToolChoice {
  id: string
}

/** What the user picked in the composer besides the text. */
export interface InferenceOptions {
  tool_choice?: ToolChoice | null
  model?: string | null
}

/** A message on its way to the server. All keys but `quoted_text` are required. */
export interface UserMessageInput {
  /** May be empty. */
  content: UserMessageContent[]
  /** Attachment ids. */
  attachments: string[]
  quoted_text?: string | null
  inference_options: InferenceOptions
}

/** `asc`: oldest first. */
export type Order = 'asc' | 'desc'

export interface ThreadCreateParams {
  input: UserMessageInput
}

export interface ThreadAddUserMessageParams {
  thread_id: string
  input: UserMessageInput
}

export interface ThreadAddClientToolOutputParams {
  thread_id: string
  /** The key must be there; `null` is a result. */
  result: unknown
}

export interface ThreadAddStructuredInputParams {
  thread_id: string
  item_id: string
  input: StructuredInputSubmission
}

export interface ThreadRetryAfterItemParams {
  thread_id: string
  /** Id of the user's message to answer again. */
  item_id: string
}

export interface ThreadCustomActionParams {
  thread_id: string
  /** The widget item that the action comes from, if any. */
  item_id?: string | null
  action: Action
}

export interface ThreadGetByIdParams {
  thread_id: string
}

export interface ThreadListParams {
  /** `null`, absent and 0 mean 20; the server caps it. */
  limit?: number | null
  /** Default `'desc'`. */
  order?: Order
  after?: string | null
}

export interface ThreadUpdateParams {
  thread_id: string
  title: string
}

export interface ThreadDeleteParams {
  thread_id: string
}

export interface ItemsListParams {
  thread_id: string
  /** `null`, absent and 0 mean 20; the server caps it. */
  limit?: number | null
  /** Default `'desc'`. */
  order?: Order
  after?: string | null
}

export type FeedbackKind = 'positive' | 'negative'

export interface ItemFeedbackParams {
  thread_id: string
  item_ids: string[]
  kind: FeedbackKind
}

export interface AttachmentCreateParams {
  name: string
  /** Bytes. */
  size: number
  mime_type: string
}

export interface AttachmentDeleteParams {
  attachment_id: string
}

export interface InputTranscribeParams {
  audio_base64: string
  /** With its parameters, such as `audio/webm;codecs=opus`. */
  mime_type: string
}

/** The envelope of every request. */
export interface RequestEnvelope<Type extends string, Params> {
  type: Type
  /** Required even where all its fields are optional. */
  params: Params
  /** Free-form: the page's own. Default `{}`. */
  metadata?: Record<string, unknown>
}

export type ThreadsCreateReq = RequestEnvelope<'threads.create', ThreadCreateParams>
export type ThreadsAddUserMessageReq = RequestEnvelope<'threads.add_user_message', ThreadAddUserMessageParams>
export type ThreadsAddClientToolOutputReq = RequestEnvelope<
  'threads.add_client_tool_output',
  ThreadAddClientToolOutputParams
>
export type ThreadsAddStructuredInputReq = RequestEnvelope<
  'threads.add_structured_input',
  ThreadAddStructuredInputParams
>
export type ThreadsRetryAfterItemReq = RequestEnvelope<'threads.retry_after_item', ThreadRetryAfterItemParams>
export type ThreadsCustomActionReq = RequestEnvelope<'threads.custom_action', ThreadCustomActionParams>
export type ThreadsSyncCustomActionReq = RequestEnvelope<'threads.sync_custom_action', ThreadCustomActionParams>
export type ThreadsGetByIdReq = RequestEnvelope<'threads.get_by_id', ThreadGetByIdParams>
export type ThreadsListReq = RequestEnvelope<'threads.list', ThreadListParams>
export type ThreadsUpdateReq = RequestEnvelope<'threads.update', ThreadUpdateParams>
export type ThreadsDeleteReq = RequestEnvelope<'threads.delete', ThreadDeleteParams>
export type ItemsListReq = RequestEnvelope<'items.list', ItemsListParams>
export type ItemsFeedbackReq = RequestEnvelope<'items.feedback', ItemFeedbackParams>
export type AttachmentsCreateReq = RequestEnvelope<'attachments.create', AttachmentCreateParams>
export type AttachmentsDeleteReq = RequestEnvelope<'attachments.delete', AttachmentDeleteParams>
export type InputTranscribeReq = RequestEnvelope<'input.transcribe', InputTranscribeParams>

/** Answered with a stream of events. */
export type StreamingRequest =
  | ThreadsCreateReq
  | ThreadsAddUserMessageReq
  | ThreadsAddClientToolOutputReq
  | ThreadsAddStructuredInputReq
  | ThreadsRetryAfterItemReq
  | ThreadsCustomActionReq

/** Answered with one JSON body. */
export type NonStreamingRequest =
  | ThreadsSyncCustomActionReq
  | ThreadsGetByIdReq
  | ThreadsListReq
  | ThreadsUpdateReq
  | ThreadsDeleteReq
  | ItemsListReq
  | ItemsFeedbackReq
  | AttachmentsCreateReq
  | AttachmentsDeleteReq
  | InputTranscribeReq

/** Everything that a client may send. */
export type ChatKitRequest = StreamingRequest | NonStreamingRequest

/** The `type` of a request. */
export type ChatKitRequestType = ChatKitRequest['type']
