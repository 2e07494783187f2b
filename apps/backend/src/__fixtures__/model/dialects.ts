/** The two ways in which OpenAI-compatible servers stream a reply. */
export type Dialect = 'chat completions' | 'responses'

export const DIALECTS: readonly Dialect[] = ['chat completions', 'responses']

/** One event of a stream, before it is written as JSON. */
export type WireEvent = Record<string, unknown>

/** Tokens. */
export interface Usage {
  readonly input: number
  readonly output: number
}

export interface Call {
  readonly id: string
  readonly name: string
  /** As JSON, in the pieces in which it is streamed. */
  readonly args: readonly string[]
}

/** What a model says in one reply, whatever the dialect. */
export interface Said {
  readonly reasoning?: readonly string[]
  readonly text?: readonly string[]
  readonly refusal?: readonly string[]
  readonly calls?: readonly Call[]
  /** Null = the server does not say. Default: a plausible one. */
  readonly usage?: Usage | null
  /** Why it ends here; null = it does not, the stream stops in the middle. Default: it has said everything. */
  readonly finish?: 'length' | 'content_filter' | null
}

const USAGE: Usage = {input: 900, output: 40}

/** A call with its arguments in pieces of a few characters, as real servers stream them. */
export function call(name: string, args: Record<string, unknown>, id = 'call_1'): Call {
  return {id, name, args: JSON.stringify(args).match(/.{1,5}/gs) ?? []}
}

/** The events of a reply by a server that keeps to its dialect. */
export function encode(dialect: Dialect, said: Said): WireEvent[] {
  return dialect === 'responses' ? toResponsesEvents(said) : toChatChunks(said)
}

/** The events as server-sent events. A reply that does not end lacks the dialect's last word, too. */
export function frame(dialect: Dialect, events: readonly WireEvent[], {finish}: Said): string {
  if (dialect === 'chat completions') {
    const chunks = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
    return finish === null ? chunks : `${chunks}data: [DONE]\n\n`
  }
  return events.map((event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`).join('')
}

/** Of a chunk of a chat completion, as far as oddities change it. */
export interface Delta {
  readonly content?: string | null
  readonly tool_calls?: readonly CallDelta[]
  readonly [field: string]: unknown
}

export interface CallDelta {
  readonly index?: number
  readonly id?: string
  readonly type?: 'function'
  readonly function?: {readonly name?: string; readonly arguments?: string}
  readonly [field: string]: unknown
}

/** A chunk with one choice. */
export function toChunk(delta: Delta, finish: string | null = null): WireEvent {
  return {...CHUNK, choices: [{index: 0, delta, finish_reason: finish}]}
}

/** The one id for every reply is what some compatible servers really send. */
const CHUNK = {id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'test'}

function toChatChunks({reasoning = [], text = [], refusal = [], calls = [], usage = USAGE, finish}: Said): WireEvent[] {
  const deltas: Delta[] = [
    {role: 'assistant', content: ''},
    ...reasoning.map((piece) => ({reasoning_content: piece})),
    ...text.map((content) => ({content})),
    ...refusal.map((piece) => ({refusal: piece})),
    ...calls.flatMap(({id, name, args}, index): Delta[] => {
      // What is not cut up comes with the name, as from servers that do not stream arguments.
      const [first, pieces] = args.length === 1 ? [args[0], []] : ['', args]
      return [
        {tool_calls: [{index, id, type: 'function', function: {name, arguments: first}}]},
        ...pieces.map((piece) => ({tool_calls: [{index, function: {arguments: piece}}]})),
      ]
    }),
  ]
  const chunks = deltas.map((delta) => toChunk(delta))
  if (finish === null) return chunks
  chunks.push(toChunk({}, finish ?? (calls.length > 0 ? 'tool_calls' : 'stop')))
  // Asked for by `stream_options`, it comes last and by itself.
  return usage === null ? chunks : [...chunks, {...CHUNK, choices: [], usage: toChatUsage(usage)}]
}

export function toChatUsage({input, output}: Usage): WireEvent {
  return {prompt_tokens: input, completion_tokens: output, total_tokens: input + output}
}

/** An output item: what is streamed of it between its beginning and its end, and what it is then. */
interface Item {
  readonly begun: WireEvent
  readonly events: readonly WireEvent[]
  readonly done: WireEvent
}

function toResponsesEvents(said: Said): WireEvent[] {
  const {usage = USAGE, finish} = said
  const items = [reasoningItem(said), messageItem(said), ...(said.calls ?? []).map(callItem)].filter(
    (item) => item !== null,
  )
  const started = {id: 'resp_1', object: 'response', status: 'in_progress', output: []}
  const events: WireEvent[] = [
    {type: 'response.created', response: started},
    {type: 'response.in_progress', response: started},
    ...items.flatMap(({begun, events: within, done}, index) => [
      {type: 'response.output_item.added', output_index: index, item: begun},
      ...within.map((event) => ({...event, output_index: index, item_id: done['id']})),
      {type: 'response.output_item.done', output_index: index, item: done},
    ]),
    toResponsesEnd(
      items.map(({done}) => done),
      finish ?? 'stop',
      usage,
    ),
  ]
  for (const [index, event] of events.entries()) event['sequence_number'] = index
  if (finish !== null) return events
  // Neither the item under way nor the response has ended.
  return events.slice(0, events.findLastIndex((event) => String(event['type']).endsWith('.delta')) + 1)
}

function toResponsesEnd(output: WireEvent[], finish: string, usage: Usage | null): WireEvent {
  const status = finish === 'stop' ? 'completed' : 'incomplete'
  const reason = finish === 'length' ? 'max_output_tokens' : finish
  return {
    type: `response.${status}`,
    response: {
      id: 'resp_1',
      object: 'response',
      status,
      output,
      incomplete_details: status === 'completed' ? null : {reason},
      usage:
        usage === null
          ? null
          : {input_tokens: usage.input, output_tokens: usage.output, total_tokens: usage.input + usage.output},
    },
  }
}

function reasoningItem({reasoning = []}: Said): Item | null {
  if (reasoning.length === 0) return null
  const item = {type: 'reasoning', id: 'rs_1', summary: []}
  const text = reasoning.join('')
  const at = {summary_index: 0}
  return {
    begun: item,
    events: [
      {type: 'response.reasoning_summary_part.added', ...at, part: {type: 'summary_text', text: ''}},
      ...reasoning.map((delta) => ({type: 'response.reasoning_summary_text.delta', ...at, delta})),
      {type: 'response.reasoning_summary_text.done', ...at, text},
      {type: 'response.reasoning_summary_part.done', ...at, part: {type: 'summary_text', text}},
    ],
    done: {...item, summary: [{type: 'summary_text', text}]},
  }
}

function messageItem({text = [], refusal = [], finish}: Said): Item | null {
  if (text.length === 0 && refusal.length === 0) return null
  const parts = [
    ...(text.length === 0 ? [] : [toPart('output_text', 'text', text)]),
    ...(refusal.length === 0 ? [] : [toPart('refusal', 'refusal', refusal)]),
  ]
  // The same id every time, as some compatible servers send it.
  const item = {type: 'message', id: 'msg_1', role: 'assistant'}
  const status = finish === undefined || finish === null ? 'completed' : 'incomplete'
  return {
    begun: {...item, status: 'in_progress', content: []},
    events: parts.flatMap(({events}, index) => events.map((event) => ({...event, content_index: index}))),
    done: {...item, status, content: parts.map(({part}) => part)},
  }
}

function toPart(type: 'output_text' | 'refusal', field: 'text' | 'refusal', deltas: readonly string[]) {
  const more = type === 'output_text' ? {annotations: []} : {}
  const part = {type, [field]: deltas.join(''), ...more}
  return {
    part,
    events: [
      {type: 'response.content_part.added', part: {type, [field]: '', ...more}},
      ...deltas.map((delta) => ({type: `response.${type}.delta`, delta})),
      {type: `response.${type}.done`, [field]: deltas.join('')},
      {type: 'response.content_part.done', part},
    ],
  }
}

function callItem({id, name, args}: Call, index: number): Item {
  const whole = args.join('')
  const item = {type: 'function_call', id: `fc_${index + 1}`, call_id: id, name}
  return {
    begun: {...item, status: 'in_progress', arguments: ''},
    events: [
      ...args.map((delta) => ({type: 'response.function_call_arguments.delta', delta})),
      {type: 'response.function_call_arguments.done', name, arguments: whole},
    ],
    done: {...item, status: 'completed', arguments: whole},
  }
}
