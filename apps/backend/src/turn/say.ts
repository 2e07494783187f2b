import type {AssistantMessageItem, ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import type {Store} from 'chatkit-server'
import type {RequestContext} from './turn.ts'

/** A whole message of the server's own, without a model. */
export function* sayOnce(
  store: Store<RequestContext>,
  thread: ThreadMetadata,
  context: RequestContext,
  text: string,
): Generator<ThreadStreamEvent> {
  const item: AssistantMessageItem = {
    type: 'assistant_message',
    id: store.generateItemId('message', thread, context),
    thread_id: thread.id,
    created_at: new Date().toISOString(),
    content: [{type: 'output_text', text, annotations: []}],
  }
  yield {type: 'thread.item.added', item: {...item, content: []}}
  yield {type: 'thread.item.done', item}
}
