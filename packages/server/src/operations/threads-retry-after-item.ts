import type {ThreadRetryAfterItemParams, UserMessageItem} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {ChatKitError} from '../errors.ts'
import type {TurnResult} from '../process.ts'
import type {Store} from '../store.ts'
import {withTurn} from './with-turn.ts'

const PAGE = 100

/**
 * Answers a user's message again: everything after it is deleted, without events, then the turn runs as for a new message.
 * An id that is not there is refused; the reference answers with an empty stream.
 */
export function threadsRetryAfterItem<Context>(
  call: Call<Context>,
  {thread_id: threadId, item_id: itemId}: ThreadRetryAfterItemParams,
): Promise<TurnResult> {
  const {server, context} = call
  return withTurn(call, threadId, async (thread, store) => {
    const message = await store.loadItem(threadId, itemId, context)
    if (message.type !== 'user_message') {
      throw new ChatKitError('InvalidRequest', `Item ${itemId} is not a user message`)
    }
    await deleteAfter(store, context, threadId, message)
    return {hook: (options) => server.respond(thread, message, context, options)}
  })
}

async function deleteAfter<Context>(
  store: Store<Context>,
  context: Context,
  threadId: string,
  message: UserMessageItem,
): Promise<void> {
  for (;;) {
    // What was read is deleted before the next read, so the same query goes on; and no cursor points at a deleted item.
    const {data, has_more: hasMore} = await store.loadThreadItems(
      threadId,
      {limit: PAGE, after: message.id, order: 'asc'},
      context,
    )
    for (const item of data) await store.deleteThreadItem(threadId, item.id, context)
    if (!hasMore || data.length === 0) return
  }
}
