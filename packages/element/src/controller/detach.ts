import {isNamed} from './errors.ts'

const NAME = 'ChatKitDetach'

/**
 * Reason for aborting a request whose answer may run on at the server: the reader went to another thread, or the element was
 * removed. Stop aborts with a plain AbortError instead, so a custom `fetch` can tell "leave" from "cancel".
 */
export function createDetach(): DOMException {
  return new DOMException('The chat moved on; the answer may still be finished at the server.', NAME)
}

export function isDetach(reason: unknown): boolean {
  return isNamed(reason, NAME)
}
