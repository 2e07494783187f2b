import type {ChatKitRequestType, StreamingRequest} from 'chatkit-protocol'

/**
 * Whether sending a request twice is harmless.
 * - `safe`: it reads, or sets a value to what it already is. May be sent again whenever no reply was seen.
 * - `once`: it starts a turn or changes something. Sent again only when the server itself said that it did not take it.
 * - `keyed`: the same, but with a key by which the server recognises it, so that it is carried out once however often it is sent.
 */
export type Repeatability = 'safe' | 'once' | 'keyed'

const SAFE = new Set<string>([
  'threads.get_by_id',
  'threads.list',
  'items.list',
  'threads.update',
] satisfies ChatKitRequestType[])

const TURNS = new Set<string>([
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
] satisfies StreamingRequest['type'][])

/** Whether an operation asks for an answer, so that it carries the page that the reader is on. */
export function startsTurn(operation: string | undefined): operation is string {
  return operation !== undefined && TURNS.has(operation)
}

/** How often a request may be sent. An operation that is not known here is sent once. */
export function repeatabilityOf(method: string, operation: string | undefined): Repeatability {
  if (method === 'GET' || method === 'HEAD') return 'safe'
  return operation !== undefined && SAFE.has(operation) ? 'safe' : 'once'
}
