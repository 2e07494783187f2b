import {serve} from '@hono/node-server'
import type {ThreadMetadata, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {ChatKitServer, MemoryStore} from 'chatkit-server'
import {createHandler} from 'chatkit-server/http'

class EchoServer extends ChatKitServer<null> {
  override async *respond(thread: ThreadMetadata, message: UserMessageItem | null): AsyncIterable<ThreadStreamEvent> {
    const question = message?.content.map((part) => part.text).join('') ?? ''
    thread.title ??= question.slice(0, 40)

    const id = this.store.generateItemId('message', thread, null)
    const item = {type: 'assistant_message', id, thread_id: thread.id, created_at: new Date().toISOString()} as const
    const words = `You said: ${question}`.split(/(?<= )/)

    yield {type: 'thread.item.added', item: {...item, content: []}}
    for (const delta of words) {
      const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta} as const
      yield {type: 'thread.item.updated', item_id: id, update}
    }
    const content = [{type: 'output_text' as const, text: words.join(''), annotations: []}]
    yield {type: 'thread.item.done', item: {...item, content}}
  }
}

const server = new EchoServer({store: new MemoryStore()})
const handler = createHandler(server, {context: () => null, cors: {origins: ['http://localhost:3000']}})

export const listening = serve({fetch: handler, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 8000)})
