import type {ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import {ChatKitServer, MemoryStore} from 'chatkit-server'
import {createHandler} from 'chatkit-server/http'

class HelloServer extends ChatKitServer<null> {
  override async *respond(thread: ThreadMetadata): AsyncIterable<ThreadStreamEvent> {
    const content = [{type: 'output_text' as const, text: 'Hello from here', annotations: []}]
    const id = this.store.generateItemId('message', thread, null)
    yield {
      type: 'thread.item.done',
      item: {type: 'assistant_message', id, thread_id: thread.id, created_at: new Date().toISOString(), content},
    }
  }
}

/** What the test has bundled and run: a whole server, asked for a turn, once plain and once as a run, and for what it remembers. */
export async function talk(): Promise<string[]> {
  const handle = createHandler(new HelloServer({store: new MemoryStore()}), {context: () => null})
  const ask = async (type: string, params: unknown, headers: Record<string, string> = {}): Promise<string> => {
    const request = new Request('https://localhost/chatkit', {
      method: 'POST',
      headers: {'content-type': 'application/json', ...headers},
      body: JSON.stringify({type, params}),
    })
    return (await handle(request)).text()
  }
  const input = {content: [{type: 'input_text', text: 'hello'}], attachments: [], inference_options: {}}
  return [
    await ask('threads.create', {input}),
    await ask('threads.create', {input}, {'idempotency-key': crypto.randomUUID()}),
    await ask('threads.list', {}),
  ]
}
