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
  const message = `data: ${JSON.stringify(event)}\n\n`
  return id === undefined ? message : `id: ${checkId(String(id))}\n${message}`
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
