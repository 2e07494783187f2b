import {encodeComment} from 'chatkit-protocol/sse'
import type {RunReader} from '../runs/run-log.ts'
import type {SseBodyOptions} from './sse-body.ts'
import {toTextBody} from './text-body.ts'

/**
 * Tells a client that the answer is complete. WebKit reports a broken connection as a clean end, so a body that ends without it has been
 * cut off.
 */
const END_MARKER = encodeComment('end')

/** The body of an answer that is a run: one reader of its log, however slow. Cancelling it stops reading; the run goes on. */
export function toRunBody(frames: RunReader, options: SseBodyOptions): ReadableStream<Uint8Array> {
  return toTextBody(frames, {...options, tail: END_MARKER})
}
