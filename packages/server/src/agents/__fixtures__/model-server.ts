import {once} from 'node:events'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {OpenAIChatCompletionsModel, OpenAIResponsesModel, type Model} from '@openai/agents'
import OpenAI from 'openai'

/** What the server answers to one request: the events of a stream, in the dialect that was asked for, and how it ends. */
export interface ModelReply {
  events: object[]
  /** `'done'` = as it should, default; `'cut'` = the connection breaks; `'silence'` = nothing more comes. */
  end?: 'done' | 'cut' | 'silence'
}

/** An OpenAI-compatible server on a loopback port that says what it is told to. */
export class ModelServer {
  /** Path, headers and parsed body of every request so far. */
  readonly requests: {path: string; userAgent: string; body: Record<string, unknown>}[] = []
  readonly #replies: ModelReply[]
  readonly #server: Server
  #leaving = 0

  private constructor(replies: ModelReply[]) {
    this.#replies = replies
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async start(...replies: (ModelReply | object[])[]): Promise<ModelServer> {
    const server = new ModelServer(replies.map((reply) => (Array.isArray(reply) ? {events: reply} : reply)))
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/v1`
  }

  /** How many clients went away before they had been answered. */
  get left(): number {
    return this.#leaving
  }

  responsesModel(): Model {
    return new OpenAIResponsesModel(this.#client(), 'test-model')
  }

  chatModel(): Model {
    return new OpenAIChatCompletionsModel(this.#client(), 'test-model')
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #client(): OpenAI {
    return new OpenAI({apiKey: 'test', baseURL: this.url, maxRetries: 0})
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
    const path = request.url ?? ''
    this.requests.push({path, userAgent: request.headers['user-agent'] ?? '', body})
    response.on('close', () => {
      if (!response.writableFinished) this.#leaving++
    })
    const {events, end = 'done'} = this.#replies.shift() ?? {events: []}
    response.writeHead(200, {'content-type': 'text/event-stream'})
    for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`)
    if (end === 'done') response.end(path.endsWith('/responses') ? '' : 'data: [DONE]\n\n')
    // Only once what was written is out, else nothing of it would arrive.
    if (end === 'cut') setImmediate(() => response.destroy())
  }
}

/** For a file of tests: starts servers, and closes them after each test. */
export function useModelServers(): (...replies: (ModelReply | object[])[]) => Promise<ModelServer> {
  const servers: ModelServer[] = []
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()))
  })
  return async (...replies) => {
    const server = await ModelServer.start(...replies)
    servers.push(server)
    return server
  }
}
