import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {ChatKitServer} from './server.ts'

/** What {@link ChatKitServer.process} needs to know beside body and context. All optional. */
export interface ProcessOptions {
  /** Aborts when the client has gone away; the turn is then cancelled. */
  signal?: AbortSignal
  /** Names the request in the log. Default: none. */
  requestId?: string
}

/** A turn's events. Iterate to the end, or call `return()`: either releases the thread. */
export interface StreamResult {
  kind: 'stream'
  threadId: string
  events: AsyncGenerator<ThreadStreamEvent, void, undefined>
}

/** A plain answer; `body` is ready for `JSON.stringify`. */
export interface JsonResult {
  kind: 'json'
  body: unknown
}

export type ProcessResult = StreamResult | JsonResult
