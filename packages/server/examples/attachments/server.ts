import {serve} from '@hono/node-server'
import type {ThreadMetadata, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {ChatKitError, ChatKitServer, MemoryStore} from 'chatkit-server'
import {Attachments, createAttachmentHandler} from 'chatkit-server/attachments'
import {FolderByteStore} from 'chatkit-server/attachments/folder'
import {createHandler} from 'chatkit-server/http'

interface Session {
  id: string
}

const port = Number(process.env['PORT'] ?? 8000)
const cors = {origins: ['http://localhost:3000']}

/** Your check of a session stands here; this one believes whatever it is told. */
function sessionOf(request: Request): Session {
  const [, id] = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '') ?? []
  if (id === undefined) throw new ChatKitError('Unauthorized', 'Please reload the page.')
  return {id}
}

const store = new MemoryStore<Session>({subject: (session) => session.id})
const attachments = new Attachments<Session>({
  store,
  bytes: new FolderByteStore(process.env['ATTACHMENTS_FOLDER'] ?? './data/attachments'),
  url: `http://127.0.0.1:${port}/attachments`,
  // Without one of your own, links stop working when this process ends.
  secret: process.env['ATTACHMENTS_SECRET'] ?? crypto.randomUUID(),
  subject: (session) => session.id,
  contextOf: (id) => ({id}),
})

/** Says of each file how long it is. */
class CountingServer extends ChatKitServer<Session> {
  override async *respond(
    thread: ThreadMetadata,
    message: UserMessageItem | null,
    session: Session,
  ): AsyncIterable<ThreadStreamEvent> {
    const lines = (message?.attachments ?? []).map(async ({id, name}) => {
      const {body} = await attachments.open(id, session)
      const bytes = await new Response(body).arrayBuffer()
      return `${name} has ${bytes.byteLength} bytes.`
    })
    const text = (await Promise.all(lines)).join('\n') || 'Attach a file.'
    const id = this.store.generateItemId('message', thread, session)
    const content = [{type: 'output_text' as const, text, annotations: []}]
    const item = {type: 'assistant_message', id, thread_id: thread.id, content} as const
    yield {type: 'thread.item.done', item: {...item, created_at: new Date().toISOString()}}
  }
}

const server = new CountingServer({store, attachmentStore: attachments})
const chat = createHandler(server, {context: sessionOf, cors})
const files = createAttachmentHandler({attachments, context: sessionOf, cors})

export const listening = serve({
  fetch: (request) => (new URL(request.url).pathname === '/attachments' ? files(request) : chat(request)),
  hostname: '127.0.0.1',
  port,
})

// Deletes once a day what nobody can reach any more.
setInterval(() => void attachments.sweep(), 86_400_000).unref()
