import type {ThreadStreamEvent} from 'chatkit-protocol'
import {createHandler} from '../http/create-handler.ts'
import type {HandlerOptions} from '../http/create-handler.ts'
import type {ChatKitServer} from '../server.ts'

const URL = 'http://localhost/chatkit'

/** What came over one connection. */
export interface Received {
  status: number
  runId: string | null
  events: ThreadStreamEvent[]
  /** The `id:` of each event, in order; undefined where it had none. */
  ids: (string | undefined)[]
  /** Whether the end marker came. */
  ended: boolean
  /** The body of an answer that is no stream. */
  json: unknown
}

/** One connection of a client that sends keys. */
export interface Connection {
  response: Response
  /** Reads to the end. */
  all(): Promise<Received>
  /** Reads until this text has come, and keeps the connection. */
  until(text: string): Promise<string>
  /** Breaks the connection. */
  leave(): Promise<void>
}

/** A client of a server's runs, without a network in between. The person is the bearer. */
export class RunClient {
  readonly #handler: (request: Request) => Promise<Response>

  constructor(server: ChatKitServer<string>, options: Partial<HandlerOptions<string>> = {}) {
    this.#handler = createHandler(server, {
      context: (request) => request.headers.get('authorization') ?? 'alice',
      ...options,
    })
  }

  async post(body: unknown, headers: Record<string, string> = {}): Promise<Connection> {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const request = {method: 'POST', body: text, headers: {'content-type': 'application/json', ...headers}}
    return toConnection(await this.#handler(new Request(URL, request)))
  }

  /** Sends a request with a key and reads the answer to its end. */
  async ask(key: string, body: unknown, headers: Record<string, string> = {}): Promise<Received> {
    return (await this.post(body, {'idempotency-key': key, ...headers})).all()
  }

  async attach(runId: string, headers: Record<string, string> = {}): Promise<Connection> {
    return toConnection(await this.#handler(new Request(`${URL}/runs/${runId}`, {headers})))
  }

  async cancel(runId: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#handler(new Request(`${URL}/runs/${runId}`, {method: 'DELETE', headers}))
  }
}

function toConnection(response: Response): Connection {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const read = async (): Promise<boolean> => {
    const step = await reader?.read()
    if (step === undefined || step.done) return false
    text += step.value
    return true
  }
  return {
    response,
    async all() {
      while (await read());
      return toReceived(response, text)
    },
    async until(wanted) {
      while (!text.includes(wanted))
        if (!(await read())) throw new Error(`The stream ended before "${wanted}": ${text}`)
      return text
    },
    leave: async () => reader?.cancel(),
  }
}

function toReceived(response: Response, text: string): Received {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
  const frames = isStream ? [...text.matchAll(/(?:^|\n)(?:id: (\d+)\n)?data: (.*)\n(?=\n)/g)] : []
  return {
    status: response.status,
    runId: response.headers.get('chatkit-run-id'),
    events: frames.map(([, , data]) => JSON.parse(data ?? '') as ThreadStreamEvent),
    ids: frames.map(([, id]) => id),
    ended: text.endsWith(': end\n'),
    json: isStream || text === '' ? undefined : (JSON.parse(text) as unknown),
  }
}
