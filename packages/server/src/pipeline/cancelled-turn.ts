import type {SDKHiddenContextItem, ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import type {Store} from '../store.ts'

/** The note that tells the model why its last answer breaks off. Source: openai-chatkit 1.6.5, server.py. */
export const CANCELLED_NOTE = 'The user cancelled the stream. Stop responding to the prior request.'

/**
 * Keeps what the reader has already seen of a stopped answer: unfinished assistant messages with any text, then a hidden note.
 * Widgets, workflows and images that were not done are dropped, as in the reference.
 */
export async function persistCancelledTurn<Context>(
  store: Store<Context>,
  thread: ThreadMetadata,
  pendingItems: ThreadItem[],
  context: Context,
): Promise<void> {
  for (const item of pendingItems) {
    if (hasText(item)) await store.addThreadItem(thread.id, item, context)
  }
  const note: SDKHiddenContextItem = {
    type: 'sdk_hidden_context',
    id: store.generateItemId('sdk_hidden_context', thread, context),
    thread_id: thread.id,
    created_at: new Date().toISOString(),
    content: CANCELLED_NOTE,
  }
  await store.addThreadItem(thread.id, note, context)
}

function hasText(item: ThreadItem): boolean {
  return item.type === 'assistant_message' && item.content.some((part) => part.text.trim() !== '')
}
