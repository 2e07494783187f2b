import type {ThreadMetadata} from 'chatkit-protocol'

/** A thread's own fields. Callers may hand over a `Thread` with its page of items, which must not end up in the thread's record. */
export function withoutItems(thread: ThreadMetadata): ThreadMetadata {
  if (!('items' in thread)) return thread
  const {items: _items, ...own} = thread
  return own
}
