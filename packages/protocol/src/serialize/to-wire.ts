import {isHiddenItem} from '../guards.ts'
import type {Attachment} from '../types/attachments.ts'
import type {ThreadStreamEvent} from '../types/events.ts'
import type {ThreadItem} from '../types/items.ts'
import type {Page} from '../types/page.ts'
import type {EmptyResponse, SyncCustomActionResponse, TranscriptionResult} from '../types/responses.ts'
import type {Thread} from '../types/thread.ts'
import {event} from './events.ts'
import {item} from './items.ts'
import {attachment} from './parts.ts'
import {itemPage, thread, threadPage} from './threads.ts'

/** Whatever a server sends: an event of a stream, or the body that answers a request. */
export type WireValue =
  | ThreadStreamEvent
  | ThreadItem
  | Thread
  | Attachment
  | Page<ThreadItem>
  | Page<Thread>
  | SyncCustomActionResponse
  | TranscriptionResult
  | EmptyResponse

/**
 * Prepares a value for `JSON.stringify` by the rules of openai-chatkit 1.6.5 (server.py `_serialize`):
 *
 * - fields that are `null` are left out, fields with a default are filled in, unknown fields are dropped
 * - nulls inside free-form values (`arguments`, `output`, `data`, …) are kept; inside a widget they are removed at any depth
 * - the metadata of attachments is dropped, that of threads becomes `{}`
 * - hidden items are dropped from pages and replies
 *
 * Deliberately different: times are UTC with `Z`.
 *
 * The value is not changed; parts that need no change are shared with the result.
 *
 * @throws {TypeError} For a hidden item by itself or in an event. See `toClientEvent`.
 */
export function toWire<T extends WireValue>(value: T): T {
  return convert(value) as T
}

function convert(value: WireValue): WireValue {
  if ('type' in value) return convertTyped(value as ThreadStreamEvent | ThreadItem | Attachment)
  if ('data' in value) return convertPage(value as Page<ThreadItem> | Page<Thread>)
  if ('created_at' in value) return thread(value as Thread)
  if ('updated_item' in value) return convertSyncResponse(value)
  return value
}

function convertTyped(value: ThreadStreamEvent | ThreadItem | Attachment): WireValue {
  if (isTextDelta(value)) return value
  if ('mime_type' in value) return attachment(value)
  return 'thread_id' in value ? item(value) : event(value)
}

/** Nearly every event is a text delta, and has neither defaults nor anything to hide. */
function isTextDelta(value: ThreadStreamEvent | ThreadItem | Attachment): boolean {
  return value.type === 'thread.item.updated' && value.update.type === 'assistant_message.content_part.text_delta'
}

function convertPage(page: Page<ThreadItem> | Page<Thread>): Page<ThreadItem> | Page<Thread> {
  const first = page.data[0]
  return first === undefined || 'type' in first ? itemPage(page as Page<ThreadItem>) : threadPage(page as Page<Thread>)
}

function convertSyncResponse({updated_item: updated}: SyncCustomActionResponse): SyncCustomActionResponse {
  // A reply of an untyped server may hold null here.
  return updated === undefined || updated === null || isHiddenItem(updated) ? {} : {updated_item: item(updated)}
}
