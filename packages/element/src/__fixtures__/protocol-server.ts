import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {ChatKitRequest, Thread, ThreadItem, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {encodeEvent} from 'chatkit-protocol/sse'

const CREATED_AT = '2026-01-05T10:00:00Z'

export type Respond = (thread: Thread, signal: AbortSignal) => AsyncIterable<ThreadStreamEvent>
type Refuse = (request: ChatKitRequest) => {status: number; body: unknown; headers?: Record<string, string>} | null

export interface ProtocolServer {
  readonly url: string
  /** Requests in the order in which they came. */
  readonly requests: ChatKitRequest[]
  readonly headers: IncomingMessage['headers'][]
  readonly threads: Map<string, Thread>
  respond: Respond
  refuse: Refuse
  /** Runs that can be followed, by id: the thread that names it, and its events. */
  readonly runs: Map<string, {threadId: string; events: () => AsyncIterable<ThreadStreamEvent>}>
  /** Ids of runs that were asked for, in order. */
  readonly followed: string[]
  close: () => Promise<void>
}

let count = 0
const newId = (prefix: string): string => {
  count += 1
  return `${prefix}_${count}`
}

export const userItem = (thread: Thread, text: string): UserMessageItem => ({
  type: 'user_message',
  id: newId('msg'),
  thread_id: thread.id,
  created_at: CREATED_AT,
  content: [{type: 'input_text', text}],
  attachments: [],
  inference_options: {},
})

export const assistantItem = (thread: Thread, text: string): Extract<ThreadItem, {type: 'assistant_message'}> => ({
  type: 'assistant_message',
  id: newId('msg'),
  thread_id: thread.id,
  created_at: CREATED_AT,
  content: [{type: 'output_text', text, annotations: []}],
})

/** An answer that streams word by word, as the reference's agents bridge does. */
export async function* answer(thread: Thread, text: string): AsyncGenerator<ThreadStreamEvent> {
  const item = assistantItem(thread, text)
  yield {type: 'thread.item.added', item: {...item, content: []}}
  for (const delta of text.match(/\S+\s*/g) ?? []) {
    const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta} as const
    yield {type: 'thread.item.updated', item_id: item.id, update}
  }
  thread.items.data.push(item)
  yield {type: 'thread.item.done', item}
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const withoutItems = (thread: Thread): Thread => ({...thread, items: {data: [], has_more: false}})

export function createThread(id: string, title?: string): Thread {
  const thread = {
    id,
    created_at: CREATED_AT,
    status: {type: 'active'},
    metadata: {},
    items: {data: [], has_more: false},
  } as Thread
  return title === undefined ? thread : {...thread, title}
}

/** A ChatKit server on a loopback port: real HTTP, real event streams, threads in memory, and an answer that the test decides. */
export async function startProtocolServer(): Promise<ProtocolServer> {
  const threads = new Map<string, Thread>()

  const startTurn = (request: ChatKitRequest): {thread: Thread; events: ThreadStreamEvent[]} => {
    if (request.type === 'threads.create' || request.type === 'threads.add_user_message') {
      const known = request.type === 'threads.create' ? undefined : threads.get(request.params.thread_id)
      const thread = known ?? createThread(newId('thr'))
      threads.set(thread.id, thread)
      const {content, quoted_text, inference_options} = request.params.input
      const item: UserMessageItem = {
        ...userItem(thread, ''),
        content,
        ...(quoted_text ? {quoted_text} : {}),
        inference_options,
      }
      thread.items.data.push(item)
      const created: ThreadStreamEvent[] = known ? [] : [{type: 'thread.created', thread: withoutItems(thread)}]
      return {thread, events: [...created, {type: 'thread.item.done', item}]}
    }
    const {thread_id: threadId} = request.params as {thread_id: string}
    const thread = threads.get(threadId) ?? createThread(threadId)
    if (request.type === 'threads.retry_after_item') {
      const at = thread.items.data.findIndex((item) => item.id === request.params.item_id)
      thread.items.data.splice(at + 1)
    }
    return {thread, events: []}
  }

  const stream = async (request: ChatKitRequest, response: ServerResponse) => {
    const {thread, events} = startTurn(request)
    const abort = new AbortController()
    response.on('close', () => abort.abort())
    response.writeHead(200, {'content-type': 'text/event-stream'})
    response.write(encodeEvent({type: 'stream_options', stream_options: {allow_cancel: true}}))
    for (const event of events) response.write(encodeEvent(event))
    for await (const event of server.respond(thread, abort.signal)) {
      if (response.destroyed) return
      response.write(encodeEvent(event))
    }
    response.end()
  }

  const follow = async (runId: string, response: ServerResponse) => {
    server.followed.push(runId)
    const run = server.runs.get(runId)
    response.writeHead(run ? 200 : 404, {'content-type': run ? 'text/event-stream' : 'application/json'})
    if (run) for await (const event of run.events()) response.write(encodeEvent(event))
    response.end()
  }

  const runHeader = (request: ChatKitRequest): Record<string, string> => {
    if (request.type !== 'threads.get_by_id') return {}
    const running = [...server.runs].find(([, {threadId}]) => threadId === request.params.thread_id)
    return running ? {'chatkit-run-id': running[0]} : {}
  }

  const reply = (request: ChatKitRequest): {status: number; body: unknown} => {
    const params = request.params as {
      thread_id?: string
      title?: string
      limit?: number
      order?: string
      after?: string
    }
    const thread = params.thread_id === undefined ? undefined : threads.get(params.thread_id)
    if (request.type === 'threads.list')
      return {status: 200, body: {data: [...threads.values()].map(withoutItems), has_more: false}}
    if (request.type === 'items.feedback') return {status: 200, body: {}}
    if (!thread) return {status: 404, body: {error: {type: 'NotFound', message: 'Not found.'}, timestamp: CREATED_AT}}
    if (request.type === 'threads.get_by_id') {
      const data = thread.items.data.slice(0, 20)
      return {
        status: 200,
        body: {...thread, items: {data, has_more: thread.items.data.length > 20, after: data.at(-1)?.id}},
      }
    }
    if (request.type === 'items.list') {
      const ordered = params.order === 'asc' ? thread.items.data : thread.items.data.toReversed()
      const from = params.after === undefined ? 0 : ordered.findIndex((item) => item.id === params.after) + 1
      const data = ordered.slice(from, from + (params.limit ?? 20))
      return {status: 200, body: {data, has_more: from + data.length < ordered.length, after: data.at(-1)?.id}}
    }
    if (request.type === 'threads.update') {
      const renamed = {...thread, title: params.title ?? ''}
      threads.set(thread.id, renamed)
      return {status: 200, body: withoutItems(renamed)}
    }
    if (request.type === 'threads.delete') threads.delete(thread.id)
    return {status: 200, body: {}}
  }

  const http = createServer((incoming, response) => {
    void (async () => {
      const runId = /\/runs\/(.+)$/.exec(incoming.url ?? '')?.[1]
      if (runId !== undefined) return follow(runId, response)
      const request = JSON.parse(await readBody(incoming)) as ChatKitRequest
      server.requests.push(request)
      server.headers.push(incoming.headers)
      const refused = server.refuse(request)
      if (!refused && incoming.headers.accept === 'text/event-stream') return stream(request, response)
      const {status, body, headers = {}} = refused ?? {...reply(request), headers: runHeader(request)}
      response.writeHead(status, {'content-type': 'application/json', ...headers}).end(JSON.stringify(body))
    })()
  })
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve)
  })
  const server: ProtocolServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/chatkit`,
    requests: [],
    headers: [],
    threads,
    respond: (thread) => answer(thread, 'A short answer.'),
    refuse: () => null,
    runs: new Map(),
    followed: [],
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections()
        http.close(() => resolve())
      }),
  }
  return server
}
