import type {ThreadStreamEvent} from '../types/events.ts'
import {SseError} from './sse-error.ts'

const LINE_BREAK_OR_NUL = /[\r\n\0]/

/**
 * Writes one event as the exact text that ChatKit clients expect: `data: <compact JSON>\n\n`, non-ASCII characters as they are.
 *
 * With `id`, an `id:` line comes first, so that a client can resume after it. Stock servers send none
 * (openai-chatkit 1.6.5, server.py `_process_streaming`): give it only to clients that asked.
 *
 * @param event What `toWire` of `chatkit-protocol/serialize` returned.
 * @throws {SseError} `invalid_field` if `id` is empty or holds a line break or NUL.
 */
export function encodeEvent(event: ThreadStreamEvent, id?: string | number): string {
  const message = `data: ${toJson(event)}\n\n`
  return id === undefined ? message : `id: ${checkId(String(id))}\n${message}`
}

/**
 * Nearly every event is a text delta. Writing its frame by hand gives the same text as `JSON.stringify` of the whole in about a third of
 * the time (Node 20).
 */
function toJson(event: ThreadStreamEvent): string {
  if (event.type !== 'thread.item.updated') return JSON.stringify(event)
  const {item_id, update} = event
  if (update.type !== 'assistant_message.content_part.text_delta') return JSON.stringify(event)
  const index = JSON.stringify(update.content_index)
  const delta = JSON.stringify(update.delta)
  return `{"type":"thread.item.updated","item_id":${JSON.stringify(item_id)},"update":{"type":"assistant_message.content_part.text_delta","content_index":${index},"delta":${delta}}}`
}

/**
 * Writes a comment, such as a heartbeat. It ends in one newline: after two, some clients report an empty message.
 *
 * @throws {SseError} `invalid_field` if the text holds a line break.
 */
export function encodeComment(text: string): string {
  if (LINE_BREAK_OR_NUL.test(text)) throw new SseError('invalid_field', 'An SSE comment must be a single line.')
  return `: ${text}\n`
}

function checkId(id: string): string {
  if (id === '' || LINE_BREAK_OR_NUL.test(id)) {
    throw new SseError('invalid_field', 'An SSE event id must not be empty and must not hold line breaks or NUL.')
  }
  return id
}
