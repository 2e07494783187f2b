import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import type {AssistantMessageItem, ThreadStreamEvent} from 'chatkit-protocol'
import {decodeSse} from 'chatkit-protocol/sse'
import {safeParseEvent} from 'chatkit-protocol/validate'
import {pino} from 'pino'
import {createBackend, type Backend, type BackendParts} from '../backend.ts'
import {readConfig} from '../config.ts'
import {EmbeddedIndex} from '../search/embedded-index.ts'
import type {SessionReply} from '../sessions/service.ts'
import {createContent} from './content.ts'

export interface TestBackend extends Backend {
  readonly dir: string
  readonly indexFile: string
  /** Lines of the log, parsed. */
  readonly log: Record<string, unknown>[]
  openSession(headers?: Record<string, string>): Promise<SessionReply>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** One reader with a session of its own. */
  reader(): Promise<Reader>
}

/** A backend in a folder of its own, with the fixture's content unless `content` says otherwise taken in, spoken to without a port. */
export async function createTestBackend(
  options: {
    env?: Record<string, string>
    parts?: BackendParts
    content?: string | null
    /** False = as it is while the index is still being taken in. */
    waits?: boolean
  } = {},
): Promise<TestBackend> {
  const dir = await mkdtemp(path.join(tmpdir(), 'chatkit-backend-'))
  const indexFile = path.join(dir, 'chatkit-index.json')
  const content = options.content === undefined ? JSON.stringify(createContent()) : options.content
  if (content !== null) await writeFile(indexFile, content)
  const env = {CHATKIT_INDEX: indexFile, CHATKIT_DATA_DIR: path.join(dir, 'data'), ...options.env}
  const log: Record<string, unknown>[] = []
  const logger = pino({level: 'debug'}, {write: (line: string) => void log.push(JSON.parse(line))})
  const index = new EmbeddedIndex(':memory:')
  const backend = await createBackend(readConfig(env, dir), logger, {index, pace: 0, ...options.parts})
  if (options.waits !== false) await backend.indexed

  const post = (where: string, body: unknown, headers: Record<string, string> = {}) =>
    Promise.resolve(
      backend.app.fetch(
        new Request(`http://localhost${where}`, {
          method: 'POST',
          headers: {'content-type': 'application/json', ...headers},
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    )
  const openSession = async (headers: Record<string, string> = {}): Promise<SessionReply> => {
    const response = await post('/api/chatkit/session', {}, headers)
    if (!response.ok) throw new Error(`No session: ${response.status} ${await response.text()}`)
    return (await response.json()) as SessionReply
  }
  return {
    ...backend,
    dir,
    indexFile,
    log,
    post,
    openSession,
    reader: async () => new Reader(post, (await openSession()).client_secret),
    close: async () => {
      await backend.close()
      await rm(dir, {recursive: true, force: true})
    },
  }
}

/** A reader of the textbook, as a client would act for him. */
export class Reader {
  threadId: string | null = null
  readonly #post: TestBackend['post']
  readonly #secret: string

  constructor(post: TestBackend['post'], secret: string) {
    this.#post = post
    this.#secret = secret
  }

  send(body: unknown): Promise<Response> {
    return this.#post('/chatkit', body, {authorization: `Bearer ${this.#secret}`})
  }

  /** Asks in the current thread, or begins one. Every event must be valid under the protocol's own schemas. */
  async ask(text: string, metadata: Record<string, unknown> = {}): Promise<ThreadStreamEvent[]> {
    return await readEvents(await this.askRaw(text, metadata), this)
  }

  askRaw(text: string, metadata: Record<string, unknown> = {}): Promise<Response> {
    const input = {content: [{type: 'input_text', text}], attachments: [], inference_options: {}}
    return this.send(
      this.threadId === null
        ? {type: 'threads.create', params: {input}, metadata}
        : {type: 'threads.add_user_message', params: {thread_id: this.threadId, input}, metadata},
    )
  }
}

export async function readEvents(response: Response, reader?: Reader): Promise<ThreadStreamEvent[]> {
  if (response.status !== 200 || response.body === null) throw new Error(`${response.status} ${await response.text()}`)
  const events: ThreadStreamEvent[] = []
  for await (const {data} of decodeSse(response.body)) {
    const parsed = safeParseEvent(JSON.parse(data))
    if (!parsed.success) throw new Error(`Not an event of the protocol: ${data}`)
    if (reader !== undefined && parsed.data.type === 'thread.created') reader.threadId = parsed.data.thread.id
    events.push(parsed.data)
  }
  return events
}

/** The last finished answer of a stream. */
export function answerOf(events: ThreadStreamEvent[]): AssistantMessageItem {
  const item = events.findLast((event) => event.type === 'thread.item.done' && event.item.type === 'assistant_message')
  if (item?.type !== 'thread.item.done' || item.item.type !== 'assistant_message')
    throw new Error(`No answer in ${JSON.stringify(events)}`)
  return item.item
}

export function textOfAnswer(events: ThreadStreamEvent[]): string {
  return answerOf(events)
    .content.map((part) => part.text)
    .join('')
}

export function citedUrls(events: ThreadStreamEvent[]): string[] {
  return answerOf(events).content.flatMap((part) =>
    part.annotations.map(({source}) => (source.type === 'url' ? source.url : '')),
  )
}
