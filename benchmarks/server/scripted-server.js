import {ChatKitServer} from 'chatkit-server'
import {deltasOf, readWish, textOf} from './play.js'

/** Answers with the deltas that the message asks for. Its counterpart for the reference is reference/app.py. */
export class ScriptedServer extends ChatKitServer {
  async *respond(thread, message, context) {
    const id = this.store.generateItemId('message', thread, context)
    const item = {type: 'assistant_message', id, thread_id: thread.id, created_at: new Date().toISOString()}
    yield {type: 'thread.item.added', item: {...item, content: []}}
    const wish = readWish(message)
    for await (const delta of deltasOf(wish)) {
      yield {
        type: 'thread.item.updated',
        item_id: id,
        update: {type: 'assistant_message.content_part.text_delta', content_index: 0, delta},
      }
    }
    const text = textOf(wish)
    yield {type: 'thread.item.done', item: {...item, content: [{type: 'output_text', text, annotations: []}]}}
  }
}
