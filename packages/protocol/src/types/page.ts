/**
 * One page of a cursor-paged list.
 *
 * Continue with `after` while `has_more` is true. Never count `data`: hidden items are filtered after the page was cut, so a page
 * may be short, or even empty, and still be followed by more (openai-chatkit 1.6.5, server.py `_process_non_streaming`).
 */
export interface Page<T> {
  data: T[]
  /** Default `false`. */
  has_more: boolean
  /** Cursor for the next page. May be the id of an item that this page does not show. */
  after?: string
}
