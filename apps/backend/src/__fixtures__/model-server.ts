import type {ServerResponse} from 'node:http'
import {startJsonServer} from './json-server.ts'

/** One scripted reply to a request for a model. */
export type ModelReply =
  | {kind: 'text'; deltas: string[]; usage?: Usage | null}
  /** A search for the query, or a call of another tool. */
  | {kind: 'tool'; query: string}
  | {kind: 'call'; name: string; args: Record<string, unknown>}
  | {kind: 'status'; status: number}
  /** Sends the deltas, then cuts the connection. */
  | {kind: 'drop'; deltas: string[]}
  /** Sends the deltas, then nothing more, and stays connected. With none it does not even begin. */
  | {kind: 'stall'; deltas: string[]}

/** Tokens; null = the server does not say. */
export interface Usage {
  readonly input: number
  readonly output: number
}

export interface ModelServer {
  readonly url: string
  /** Path, headers and parsed body of every request so far. */
  readonly requests: {path: string; authorization: string; body: Record<string, unknown>}[]
  /** Replies still to be given; the last one is given again and again. */
  replies: ModelReply[]
  close(): Promise<void>
}

/** An OpenAI-compatible server on a loopback port that streams what it is told to, in both dialects. */
export async function startModelServer(...replies: ModelReply[]): Promise<ModelServer> {
  const requests: ModelServer['requests'] = []
  const state = {replies}
  const {url, close} = await startJsonServer((request, response, body) => {
    const {authorization = ''} = request.headers
    requests.push({path: request.url ?? '', authorization, body: body as Record<string, unknown>})
    const reply = state.replies.length > 1 ? state.replies.shift() : state.replies[0]
    if (reply !== undefined) send(reply, request.url ?? '', `call_${requests.length}`, response)
  })
  return {
    url: `${url}/v1`,
    requests,
    get replies() {
      return state.replies
    },
    set replies(next) {
      state.replies = next
    },
    close,
  }
}

function send(reply: ModelReply, path: string, callId: string, response: ServerResponse): void {
  if (reply.kind === 'status') {
    response.writeHead(reply.status, {'content-type': 'application/json'})
    response.end(JSON.stringify({error: {message: 'sk-secret upstream detail', type: 'x', code: 'x'}}))
    return
  }
  if (reply.kind === 'stall' && reply.deltas.length === 0) return
  response.writeHead(200, {'content-type': 'text/event-stream'})
  const events = path.endsWith('/responses') ? responsesEvents(reply, callId) : chatChunks(reply, callId)
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`)
  if (reply.kind === 'drop') {
    // Only once what was written is out, else nothing of it would arrive.
    setTimeout(() => response.destroy(), 20)
    return
  }
  if (reply.kind === 'stall') return
  response.end(path.endsWith('/responses') ? '' : 'data: [DONE]\n\n')
}

function chatChunks(reply: Streamed, callId: string): object[] {
  const chunk = (delta: object, finish: string | null = null) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'test',
    choices: [{index: 0, delta, finish_reason: finish}],
  })
  // Asked for by `stream_options`, it comes last and by itself.
  const {input, output} = usageOf(reply) ?? {input: 0, output: 0}
  const usage = {
    ...chunk({}),
    choices: [],
    usage: {prompt_tokens: input, completion_tokens: output, total_tokens: input + output},
  }
  const called = readCall(reply)
  if (called !== null) {
    const call = (part: object) => chunk({tool_calls: [{index: 0, ...part}]})
    return [
      call({id: callId, type: 'function', function: {name: called.name, arguments: ''}}),
      // Arguments come in pieces, as they do from a real server.
      ...(JSON.stringify(called.args).match(/.{1,5}/gs) ?? []).map((piece) => call({function: {arguments: piece}})),
      chunk({}, 'tool_calls'),
      usage,
    ]
  }
  const deltas = deltasOf(reply).map((content) => chunk({role: 'assistant', content}))
  if (reply.kind === 'drop' || reply.kind === 'stall') return deltas
  return [...deltas, chunk({}, 'stop'), ...(usageOf(reply) === null ? [] : [usage])]
}

function responsesEvents(reply: Streamed, callId: string): object[] {
  const created = {type: 'response.created', response: {id: 'resp_1', status: 'in_progress', output: []}}
  const usage = usageOf(reply)
  const completed = (item: object) => ({
    type: 'response.completed',
    response: {
      id: 'resp_1',
      status: 'completed',
      output: [item],
      ...(usage === null
        ? {}
        : {usage: {input_tokens: usage.input, output_tokens: usage.output, total_tokens: usage.input + usage.output}}),
    },
  })
  const called = readCall(reply)
  if (called !== null) {
    const item = {
      type: 'function_call',
      id: 'fc_1',
      call_id: callId,
      name: called.name,
      arguments: JSON.stringify(called.args),
      status: 'completed',
    }
    return [
      created,
      {type: 'response.output_item.added', output_index: 0, item: {...item, arguments: '', status: 'in_progress'}},
      {type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: item.arguments},
      {type: 'response.function_call_arguments.done', item_id: 'fc_1', output_index: 0, arguments: item.arguments},
      {type: 'response.output_item.done', output_index: 0, item},
      completed(item),
    ]
  }
  const written = deltasOf(reply)
  const text = written.join('')
  const part = {type: 'output_text', text, annotations: []}
  // The same id every time, as some compatible servers send it.
  const item = {type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [part]}
  const at = {item_id: 'msg_1', output_index: 0, content_index: 0}
  const said = (delta: string) => ({type: 'response.output_text.delta', ...at, delta})
  const deltas = [
    created,
    {type: 'response.output_item.added', output_index: 0, item: {...item, content: [], status: 'in_progress'}},
    {type: 'response.content_part.added', ...at, part: {...part, text: ''}},
    ...written.map(said),
  ]
  if (reply.kind === 'drop' || reply.kind === 'stall') return deltas
  return [
    ...deltas,
    {type: 'response.output_text.done', ...at, text},
    {type: 'response.content_part.done', ...at, part},
    {type: 'response.output_item.done', output_index: 0, item},
    completed(item),
  ]
}

type Streamed = Exclude<ModelReply, {kind: 'status'}>

function readCall(reply: Streamed): {name: string; args: Record<string, unknown>} | null {
  if (reply.kind === 'tool') return {name: 'search_textbook', args: {query: reply.query}}
  return reply.kind === 'call' ? reply : null
}

function deltasOf(reply: Streamed): string[] {
  return 'deltas' in reply ? reply.deltas : []
}

function usageOf(reply: Streamed): Usage | null {
  return 'usage' in reply && reply.usage !== undefined ? reply.usage : {input: 900, output: 40}
}
