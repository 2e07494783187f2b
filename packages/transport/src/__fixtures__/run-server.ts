import {createServer, type IncomingMessage} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {ChatKitError, ChatKitServer, type ChatKitServerOptions, MemoryStore} from 'chatkit-server'
import {createHandler} from 'chatkit-server/http'
import {toNodeListener} from 'chatkit-server/node'

/** A real ChatKit server whose answers say what the test tells them to, when it tells them to. The context is the session's id. */
export class TalkingServer extends ChatKitServer<string> {
  /** The questions that were answered, in order. */
  readonly asked: string[] = []
  readonly #words: string[] = []
  #wake: () => void = () => {}

  constructor(options: Partial<ChatKitServerOptions<string>>) {
    super({store: new MemoryStore<string>({subject: (context) => context}), onError: () => {}, ...options})
  }

  /** Adds to the answer that is being given. */
  say(...words: string[]): void {
    this.#words.push(...words)
    this.#wake()
  }

  /** Ends the answer that is being given. */
  finish(): void {
    this.say('')
  }

  override async *respond(
    ...[thread, message, , {signal}]: Parameters<ChatKitServer<string>['respond']>
  ): AsyncGenerator<ThreadStreamEvent> {
    this.asked.push(message?.content.map(({text}) => text).join('') ?? '')
    const item = {
      type: 'assistant_message' as const,
      id: `msg_answer_${this.asked.length}`,
      thread_id: thread.id,
      created_at: new Date().toISOString(),
      content: [{type: 'output_text' as const, text: '', annotations: []}],
    }
    let text = ''
    yield {type: 'thread.item.added', item}
    for (;;) {
      while (this.#words.length === 0) {
        await new Promise<void>((resolve, reject) => {
          this.#wake = resolve
          signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true})
        })
      }
      const delta = this.#words.shift() ?? ''
      if (delta === '') break
      text += delta
      const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta} as const
      yield {type: 'thread.item.updated', item_id: item.id, update}
    }
    yield {type: 'thread.item.done', item: {...item, content: [{type: 'output_text', text, annotations: []}]}}
  }
}

export interface Backend {
  readonly url: string
  readonly server: TalkingServer
  /** Every request that came, with its headers. */
  readonly requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[]
  /** What sessions announce. */
  capabilities: string[]
  /** Makes all secrets that were given out expire. */
  expire: () => void
  close: () => Promise<void>
}

/** Sessions and the ChatKit endpoint, on a loopback port. */
export async function startBackend(options: Partial<ChatKitServerOptions<string>> = {}): Promise<Backend> {
  const server = new TalkingServer(options)
  const requests: Backend['requests'][number][] = []
  let issued = 0
  let valid = 0
  const chat = toNodeListener(
    createHandler(server, {
      context(request) {
        const secret = Number(/^Bearer secret-(\d+)$/.exec(request.headers.get('authorization') ?? '')?.[1])
        if (!(secret > valid)) throw new ChatKitError('SessionExpired', 'The session is over.')
        return 'reader'
      },
    }),
  )
  const http = createServer((request, response) => {
    const {method, url, headers} = request
    requests.push({method, url, headers})
    if (url === '/session') {
      issued += 1
      const reply = {client_secret: `secret-${issued}`, session_id: 'reader', capabilities: backend.capabilities}
      response.setHeader('content-type', 'application/json').end(JSON.stringify(reply))
    } else chat(request, response)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const backend: Backend = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    server,
    requests,
    capabilities: ['idempotency', 'resume', 'cancel', 'attach'],
    expire() {
      valid = issued
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  return backend
}
