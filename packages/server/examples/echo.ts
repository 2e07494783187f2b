import {setTimeout as wait} from 'node:timers/promises'
import type {ThreadMetadata, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {ChatKitServer, MemoryStore} from 'chatkit-server'
import type {HookOptions} from 'chatkit-server'
import {createHandler} from 'chatkit-server/http'

/** Says again what it was told, a word at a time, until the reader has had enough. */
class EchoServer extends ChatKitServer<null> {
  override async *respond(
    thread: ThreadMetadata,
    message: UserMessageItem | null,
    _context: null,
    {signal}: HookOptions,
  ): AsyncIterable<ThreadStreamEvent> {
    const words = message?.content.flatMap((part) => part.text.split(/(?<= )/)) ?? []
    const id = this.store.generateItemId('message', thread, null)
    const item = {type: 'assistant_message', id, thread_id: thread.id, created_at: new Date().toISOString()} as const

    yield {type: 'thread.item.added', item: {...item, content: []}}
    for (const delta of words) {
      await wait(20, undefined, {signal})
      const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta} as const
      yield {type: 'thread.item.updated', item_id: id, update}
    }
    const content = [{type: 'output_text' as const, text: words.join(''), annotations: []}]
    yield {type: 'thread.item.done', item: {...item, content}}
  }
}

/** The endpoint that the examples beside this file mount, each in its framework. */
export const handler = createHandler(new EchoServer({store: new MemoryStore()}), {
  context: () => null,
  cors: {origins: ['http://localhost:3000']},
})
