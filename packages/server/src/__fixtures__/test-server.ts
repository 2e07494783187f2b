import type {ChatKitRequest, ThreadItem, ThreadStreamEvent, UserMessageInput} from 'chatkit-protocol'
import {ChatKitServer} from '../server.ts'
import type {ChatKitServerOptions} from '../server.ts'
import {MemoryStore} from '../stores/memory/memory-store.ts'
import type {ProcessOptions, ProcessResult, StreamResult} from '../process.ts'
import type {Store} from '../store.ts'

/** Requests of tests are plain objects; half of them are wrong on purpose. */
export type LooseRequest = {[Key in keyof ChatKitRequest]?: unknown}

type Respond = ChatKitServer<string>['respond']

/** A server whose context is the person's name, whose hooks are given by the test, and which keeps its error reports. */
export class TestServer extends ChatKitServer<string> {
  readonly reports: {error: unknown; info: object}[]
  readonly memory: MemoryStore<string>
  answer: Respond

  constructor(answer: Respond, options: Partial<ChatKitServerOptions<string>> = {}) {
    const memory = new MemoryStore<string>({subject: (context) => context})
    const reports: {error: unknown; info: object}[] = []
    super({store: memory, onError: (error, info) => reports.push({error, info}), ...options})
    this.memory = memory
    this.reports = reports
    this.answer = answer
  }

  override respond(...args: Parameters<Respond>): ReturnType<Respond> {
    return this.answer(...args)
  }

  request(request: LooseRequest, context = 'alice', options: ProcessOptions = {}): Promise<ProcessResult> {
    return this.process(JSON.stringify(request), context, options)
  }

  async open(request: LooseRequest, context = 'alice', options: ProcessOptions = {}): Promise<StreamResult> {
    const result = await this.request(request, context, options)
    if (result.kind !== 'stream') throw new Error('expected a stream')
    return result
  }

  async stream(request: LooseRequest, context = 'alice', options: ProcessOptions = {}): Promise<ThreadStreamEvent[]> {
    return collect((await this.open(request, context, options)).events)
  }

  async json<T>(request: LooseRequest, context = 'alice'): Promise<T> {
    const result = await this.request(request, context)
    if (result.kind !== 'json') throw new Error('expected JSON')
    return result.body as T
  }

  /** Starts a thread and returns its id and events. */
  async create(text = 'Hello', context = 'alice'): Promise<{threadId: string; events: ThreadStreamEvent[]}> {
    const {threadId, events} = await this.open(createRequest(text), context)
    return {threadId, events: await collect(events)}
  }
}

export async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of events) all.push(event)
  return all
}

export function input(text: string, fields: Partial<UserMessageInput> = {}): UserMessageInput {
  return {content: text === '' ? [] : [{type: 'input_text', text}], attachments: [], inference_options: {}, ...fields}
}

export function createRequest(text = 'Hello', fields: Partial<UserMessageInput> = {}): LooseRequest {
  return {type: 'threads.create', params: {input: input(text, fields)}}
}

export function addRequest(threadId: string, text = 'Again', fields: Partial<UserMessageInput> = {}): LooseRequest {
  return {type: 'threads.add_user_message', params: {thread_id: threadId, input: input(text, fields)}}
}

/** The event types in order, items with their type. */
export function types(events: ThreadStreamEvent[]): string[] {
  return events.map((event) => ('item' in event ? `${event.type}(${event.item.type})` : event.type))
}

/** Everything a thread holds, hidden items too. */
export async function storedItems(store: Store<string>, threadId: string, context = 'alice'): Promise<ThreadItem[]> {
  return (await store.loadThreadItems(threadId, {limit: 100, after: null, order: 'asc'}, context)).data
}

/** Hooks that answer nothing. */
export const silent: Respond = async function* () {}

/** A hook that yields these events. */
export function yields(...events: ThreadStreamEvent[]): Respond {
  return async function* () {
    yield* events
  }
}
