import type {ThreadStreamEvent} from './types/events.ts'
import type {HiddenItem, ThreadItem} from './types/items.ts'
import type {ChatKitRequest, ChatKitRequestType, NonStreamingRequest, StreamingRequest} from './types/requests.ts'

/** The requests that are answered with a stream of events. */
export const STREAMING_REQUEST_TYPES: readonly StreamingRequest['type'][] = [
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
]

/** The requests that are answered with one JSON body. */
export const NON_STREAMING_REQUEST_TYPES: readonly NonStreamingRequest['type'][] = [
  'threads.sync_custom_action',
  'threads.get_by_id',
  'threads.list',
  'threads.update',
  'threads.delete',
  'items.list',
  'items.feedback',
  'attachments.create',
  'attachments.delete',
  'input.transcribe',
]

const streamingTypes = new Set<unknown>(STREAMING_REQUEST_TYPES)
const nonStreamingTypes = new Set<unknown>(NON_STREAMING_REQUEST_TYPES)

/** Whether a request of this type is answered with a stream. False for anything unknown. */
export function isStreamingRequestType(type: unknown): type is StreamingRequest['type'] {
  return streamingTypes.has(type)
}

/** Whether this is the type of a ChatKit request. */
export function isRequestType(type: unknown): type is ChatKitRequestType {
  return streamingTypes.has(type) || nonStreamingTypes.has(type)
}

/** Whether this request is answered with a stream. */
export function isStreamingRequest(request: ChatKitRequest): request is StreamingRequest {
  return streamingTypes.has(request.type)
}

/** Whether an item must never reach a client. */
export function isHiddenItem(item: ThreadItem): item is HiddenItem {
  return item.type === 'hidden_context_item' || item.type === 'sdk_hidden_context'
}

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isString = (value: unknown): value is string => typeof value === 'string'
const isItem = (value: unknown): boolean => isObject(value) && isString(value.id) && isString(value.type)
const isThread = (value: unknown): boolean => isObject(value) && isString(value.id)

const EVENT_CHECKS: Record<ThreadStreamEvent['type'], (event: Fields) => boolean> = {
  'thread.created': (event) => isThread(event.thread),
  'thread.updated': (event) => isThread(event.thread),
  'thread.item.added': (event) => isItem(event.item),
  'thread.item.updated': (event) => isString(event.item_id) && isObject(event.update) && isString(event.update.type),
  'thread.item.done': (event) => isItem(event.item),
  'thread.item.removed': (event) => isString(event.item_id),
  'thread.item.replaced': (event) => isItem(event.item),
  stream_options: (event) => isObject(event.stream_options),
  progress_update: (event) => isString(event.text),
  client_effect: (event) => isString(event.name),
  error: (event) => event.message === undefined || event.message === null || isString(event.message),
  notice: (event) => isString(event.message),
}

/**
 * Whether a client can handle this value as an event: a known `type`, and the fields without which it means nothing.
 *
 * A tolerant reader. Unknown extra fields pass, and so do items, updates and error codes of a kind that this version does not know:
 * a switch over them needs a default. Unknown events do not pass; skip them. For strict checks see `chatkit-protocol/validate`.
 */
export function isThreadStreamEvent(value: unknown): value is ThreadStreamEvent {
  if (!isObject(value) || !isString(value.type) || !Object.hasOwn(EVENT_CHECKS, value.type)) return false
  return EVENT_CHECKS[value.type as ThreadStreamEvent['type']](value)
}
