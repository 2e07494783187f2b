import type {Attachment} from './attachments.ts'
import type {ThreadItem} from './items.ts'
import type {Page} from './page.ts'
import type {NonStreamingRequest} from './requests.ts'
import type {Thread} from './thread.ts'

/** Answers `threads.sync_custom_action`. */
export interface SyncCustomActionResponse {
  updated_item?: ThreadItem
}

/** Answers `input.transcribe`. */
export interface TranscriptionResult {
  text: string
}

/** Answers operations that have nothing to say: `{}`. */
export type EmptyResponse = Record<string, never>

/** The JSON body that answers each non-streaming request, by the request's `type`. */
export interface ResponseByType {
  'threads.sync_custom_action': SyncCustomActionResponse
  'threads.get_by_id': Thread
  'threads.list': Page<Thread>
  'threads.update': Thread
  'threads.delete': EmptyResponse
  'items.list': Page<ThreadItem>
  'items.feedback': EmptyResponse
  'attachments.create': Attachment
  'attachments.delete': EmptyResponse
  'input.transcribe': TranscriptionResult
}

/** The JSON body that answers one request, or any of them. */
export type ChatKitResponse<Type extends NonStreamingRequest['type'] = NonStreamingRequest['type']> =
  ResponseByType[Type]
