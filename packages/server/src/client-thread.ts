import type {Page, Thread, ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import {isHiddenItem} from 'chatkit-protocol/serialize'

/** A thread as clients may see it: without the server's own metadata, with the given items or an empty page. */
export function toClientThread(thread: ThreadMetadata, items: Page<ThreadItem> = {data: [], has_more: false}): Thread {
  return {...thread, metadata: {}, items}
}

/** A page without hidden items. It may be short, even empty, and still be followed by more: clients page on `has_more`. */
export function toClientPage(page: Page<ThreadItem>): Page<ThreadItem> {
  return {...page, data: page.data.filter((item) => !isHiddenItem(item))}
}
