import type {ServerResponse} from 'node:http'
import {startJsonServer} from './json-server.ts'

/** One scripted reply to a request for a model. */
export type ModelReply =
  | {kind: 'text'; deltas: string[]}
  | {kind: 'tool'; query: string}
  | {kind: 'status'; status: number}
  /** Sends the deltas, then cuts the connection. */
  | {kind: 'drop'; deltas: string[]}

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
    if (reply !== undefined) send(reply, request.url ?? '', response)
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

function send(reply: ModelReply, path: string, response: ServerResponse): void {
  if (reply.kind === 'status') {
    response.writeHead(reply.status, {'content-type': 'application/json'})
    response.end(JSON.stringify({error: {message: 'sk-secret upstream detail', type: 'x', code: 'x'}}))
    return
  }
  response.writeHead(200, {'content-type': 'text/event-stream'})
  const events = path.endsWith('/responses') ? responsesEvents(reply) : chatChunks(reply)
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`)
  if (reply.kind === 'drop') {
    // Only once what was written is out, else nothing of it would arrive.
    setTimeout(() => response.destroy(), 20)
    return
  }
  response.end(path.endsWith('/responses') ? '' : 'data: [DONE]\n\n')
}

function chatChunks(reply: Exclude<ModelReply, {kind: 'status'}>): object[] {
  const chunk = (delta: object, finish: string | null = null) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'test',
    choices: [{index: 0, delta, finish_reason: finish}],
  })
  // Asked for by `stream_options`, it comes last and by itself.
  const usage = {
    ...chunk({}),
    choices: [],
    usage: {prompt_tokens: 900, completion_tokens: 40, total_tokens: 940},
  }
  if (reply.kind === 'tool') {
    const call = (part: object) => chunk({tool_calls: [{index: 0, ...part}]})
    return [
      call({id: 'call_1', type: 'function', function: {name: 'search_textbook', arguments: ''}}),
      // Arguments come in pieces, as they do from a real server.
      ...(JSON.stringify({query: reply.query}).match(/.{1,5}/gs) ?? []).map((piece) =>
        call({function: {arguments: piece}}),
      ),
      chunk({}, 'tool_calls'),
      usage,
    ]
  }
  const deltas = reply.deltas.map((content) => chunk({role: 'assistant', content}))
  return reply.kind === 'drop' ? deltas : [...deltas, chunk({}, 'stop'), usage]
}

function responsesEvents(reply: Exclude<ModelReply, {kind: 'status'}>): object[] {
  const created = {type: 'response.created', response: {id: 'resp_1', status: 'in_progress', output: []}}
  const completed = (item: object) => ({
    type: 'response.completed',
    response: {
      id: 'resp_1',
      status: 'completed',
      output: [item],
      usage: {input_tokens: 1, output_tokens: 1, total_tokens: 2},
    },
  })
  if (reply.kind === 'tool') {
    const item = {
      type: 'function_call',
      id: 'fc_1',
      call_id: 'call_1',
      name: 'search_textbook',
      arguments: JSON.stringify({query: reply.query}),
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
  const text = reply.deltas.join('')
  const part = {type: 'output_text', text, annotations: []}
  // The same id every time, as some compatible servers send it.
  const item = {type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [part]}
  const at = {item_id: 'msg_1', output_index: 0, content_index: 0}
  const deltas = [
    created,
    {type: 'response.output_item.added', output_index: 0, item: {...item, content: [], status: 'in_progress'}},
    {type: 'response.content_part.added', ...at, part: {...part, text: ''}},
    ...reply.deltas.map((delta) => ({type: 'response.output_text.delta', ...at, delta})),
  ]
  if (reply.kind === 'drop') return deltas
  return [
    ...deltas,
    {type: 'response.output_text.done', ...at, text},
    {type: 'response.content_part.done', ...at, part},
    {type: 'response.output_item.done', output_index: 0, item},
    completed(item),
  ]
}
