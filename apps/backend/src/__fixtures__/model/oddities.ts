import {
  call,
  DIALECTS,
  toChatUsage,
  toChunk,
  type CallDelta,
  type Delta,
  type Dialect,
  type Said,
  type WireEvent,
} from './dialects.ts'
import type {PlainReply, StreamReply} from './play.ts'

/**
 * What a reader gets of a reply:
 *
 * - `answer`: {@link ANSWER}, whole, with its citations;
 * - `refusal`: {@link REFUSAL};
 * - `broken off`: what was written is kept, and it is said that the model failed;
 * - `quotes`: nothing of the model, it is said that it cannot be reached, and the text is quoted.
 */
export type Outcome = 'answer' | 'refusal' | 'broken off' | 'quotes'

/** Something that a real server does, and a client may not expect. */
export interface Oddity {
  readonly name: string
  /** Where it has been met: a server, with its documentation or a report. */
  readonly seen: string
  /** Default: both. */
  readonly dialects?: readonly Dialect[]
  /** What the model says, one for each time it is asked. Default: {@link ANSWER} at once. */
  readonly says?: readonly Said[]
  /** Changes the events of a stream. */
  readonly events?: (events: WireEvent[], dialect: Dialect) => WireEvent[]
  /** Changes the text of a stream. */
  readonly text?: (text: string) => string
  readonly wire?: Pick<StreamReply, 'bytesAtOnce' | 'pause' | 'end'>
  /** Given in place of a stream; `first`: only to the first request. */
  readonly instead?: PlainReply | 'silence' | 'disconnect'
  /** Whether the server takes a request; it answers 400 to others. */
  readonly accepts?: (body: Record<string, unknown>) => boolean
  readonly first?: PlainReply | 'disconnect'
  readonly reader: Outcome
  /** How often the server is asked. Default: not looked at. */
  readonly asked?: number
}

/** In every answer of a server that failed, and in nothing that leaves the backend. */
export const UPSTREAM_SECRET = 'sk-secret upstream detail'

export const ANSWER = 'A topic is a named channel. Every subscriber gets each message.'
export const REFUSAL = 'I can’t help with that.'
const PIECES = ['A topic is a named ', 'channel [', '1', '].', ' Every subscriber gets each message [1].']
const SAYS: readonly Said[] = [{text: PIECES}]
const WITH_LETTERS_OF_ALL_SIZES = ['Ein Überblick — 发布/订阅 🤖: ', ...PIECES]

const CHAT: readonly Dialect[] = ['chat completions']
const RESPONSES: readonly Dialect[] = ['responses']

const search = (query: string, id?: string) => call('search_textbook', {query}, id)
const SEARCHES: readonly Said[] = [{calls: [search('service request')]}, {text: PIECES}]
const SEARCHES_TWICE: readonly Said[] = [
  {calls: [search('service request', 'call_1'), search('simulator', 'call_2')]},
  {text: PIECES},
]

/** Each reply of a server, by itself, and how it must end for the reader. Pure data: the same list can be held against any client. */
export const ODDITIES: readonly Oddity[] = [
  // How text is cut up.
  {
    name: 'a delta for every character',
    seen: 'small tokens of any model, inside words and citation markers',
    says: [{text: Array.from(PIECES.join(''))}],
    reader: 'answer',
  },
  {
    name: 'the whole answer in one delta',
    seen: 'Ollama when tools are given: https://github.com/ollama/ollama/issues/9092',
    says: [{text: [PIECES.join('')]}],
    reader: 'answer',
  },
  {
    name: 'bytes that come by threes, inside characters, events and lines',
    seen: 'any network: TCP keeps no borders',
    says: [{text: WITH_LETTERS_OF_ALL_SIZES}],
    wire: {bytesAtOnce: 3},
    reader: 'answer',
  },
  {
    name: 'a slow drip',
    seen: 'a model on a busy CPU',
    wire: {bytesAtOnce: 200, pause: 30},
    reader: 'answer',
  },

  // The event stream itself.
  {
    name: 'comments between events',
    seen: 'OpenRouter https://openrouter.ai/docs/api-reference/streaming, DeepSeek https://api-docs.deepseek.com/quick_start/rate_limit',
    text: (text) => `: keep-alive\n\n${text.replaceAll('\n\n', '\n\n: OPENROUTER PROCESSING\n\n')}`,
    reader: 'answer',
  },
  {
    name: 'lines that end in CRLF',
    seen: 'proxies on ASP.NET and Java; allowed by https://html.spec.whatwg.org/multipage/server-sent-events.html',
    text: (text) => text.replaceAll('\n', '\r\n'),
    reader: 'answer',
  },
  {
    name: 'no space after "data:"',
    seen: 'Spring gateways https://github.com/openai/openai-python/issues/498, LongCat https://github.com/davidmigloz/langchain_dart/issues/778',
    text: (text) => text.replaceAll(/^(data|event): /gm, '$1:'),
    reader: 'answer',
  },
  {
    name: 'no [DONE] at the end',
    seen: 'text-generation-inference https://github.com/huggingface/text-generation-inference/pull/2221, llama-box https://github.com/gpustack/llama-box/issues/2',
    dialects: CHAT,
    text: (text) => text.replace('data: [DONE]\n\n', ''),
    reader: 'answer',
  },
  {
    name: 'a [DONE] where none belongs',
    seen: 'vLLM’s Responses endpoint https://github.com/vllm-project/vllm/issues/22341',
    dialects: RESPONSES,
    text: (text) => `${text}data: [DONE]\n\n`,
    reader: 'answer',
  },

  // Chunks and events that say nothing.
  {
    name: 'a first chunk that is only the role, with content null',
    seen: 'llama.cpp, observed with build 11549; vLLM for calls https://github.com/vllm-project/vllm-ascend/issues/14501',
    dialects: CHAT,
    says: SEARCHES,
    events: mapDeltas((delta) => (delta.content ? delta : {...delta, content: null})),
    reader: 'answer',
  },
  {
    name: 'empty deltas and events without choices in between',
    seen: 'Azure OpenAI’s content filter https://learn.microsoft.com/en-us/answers/questions/1533887/does-streaming-work-with-tool-calls-yet-on-azureop',
    dialects: CHAT,
    events: (events) =>
      events.flatMap((event) => [
        {...event, choices: [], prompt_filter_results: []},
        event,
        toChunk({content: ''}),
        toChunk({}),
      ]),
    reader: 'answer',
  },
  {
    name: 'kinds of events that are not known yet',
    seen: 'OpenAI adds some https://developers.openai.com/api/reference/resources/responses/streaming-events.md',
    dialects: RESPONSES,
    events: (events) => events.flatMap((event) => [{type: 'response.compaction.compacting', item_id: 'x'}, event]),
    reader: 'answer',
  },
  {
    name: 'events without their places',
    seen: 'llama.cpp’s Responses endpoint leaves output_index and content_index out, observed with build 11549',
    dialects: RESPONSES,
    says: SEARCHES,
    events: (events) => events.map((event) => omit(event, 'output_index', 'content_index')),
    reader: 'answer',
  },
  {
    name: 'nothing streamed, all of it in the last event',
    seen: 'gateways that translate a reply that was not streamed',
    dialects: RESPONSES,
    events: (events) => [...events.slice(0, 1), ...events.slice(-1)],
    reader: 'answer',
  },

  // Calls of tools.
  {
    name: 'arguments of a call by single characters',
    seen: 'OpenAI: small tokens',
    says: [
      {calls: [{id: 'call_1', name: 'search_textbook', args: Array.from('{"query": "service request"}')}]},
      {text: PIECES},
    ],
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'two calls in one reply',
    seen: 'OpenAI: parallel_tool_calls is on unless it is turned off',
    says: SEARCHES_TWICE,
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'text before a call in the same reply',
    seen: 'most models that are asked to explain themselves',
    says: [{text: ['Let me look. '], calls: [search('service request')]}, {text: PIECES}],
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'calls without an index',
    seen: 'Gemini https://github.com/THU-MAIC/OpenMAIC/issues/1556, Ollama before 0.4.7 https://github.com/ollama/ollama/issues/7881',
    dialects: CHAT,
    says: withWholeArguments(SEARCHES_TWICE),
    events: mapCalls(withoutIndex),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'arguments in pieces, without an index',
    seen: 'Gemini https://github.com/open-webui/computer/issues/224',
    dialects: CHAT,
    says: SEARCHES_TWICE,
    events: mapCalls(withoutIndex),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'index 0 for every call',
    seen: 'Ollama https://github.com/ollama/ollama/issues/15457',
    dialects: CHAT,
    says: withWholeArguments(SEARCHES_TWICE),
    events: mapCalls((delta) => ({...delta, index: 0})),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'calls without an id, and the name in every piece',
    seen: 'vLLM with tool_choice by name https://github.com/vllm-project/vllm/issues/18412',
    dialects: CHAT,
    says: SEARCHES,
    events: mapCalls(({index, function: called}) => ({index, function: {...called, name: 'search_textbook'}})),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'calls with an empty id',
    seen: 'gateways before Gemini, which has no ids of its own https://github.com/su-kaka/gcli2api/pull/406',
    dialects: CHAT,
    says: SEARCHES_TWICE,
    events: mapCalls((delta) => ({...delta, id: ''})),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'the same id again for calls of every reply',
    seen: 'servers that count calls from one in each reply',
    dialects: CHAT,
    says: [{calls: [search('service')]}, {calls: [search('simulator')]}, {text: PIECES}],
    reader: 'answer',
    asked: 3,
  },
  {
    name: 'finish_reason "stop" after a call',
    seen: 'Gemini https://github.com/open-webui/computer/issues/224',
    dialects: CHAT,
    says: SEARCHES,
    events: mapFinish('stop'),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'a signature that must come back with the call',
    seen: 'Gemini 3 https://github.com/openai/openai-agents-python/issues/2137',
    dialects: CHAT,
    says: SEARCHES,
    events: mapCalls((delta) =>
      delta.id === undefined ? delta : {...delta, extra_content: {google: {thought_signature: 'c2lnbmVk'}}},
    ),
    accepts: (body) =>
      !JSON.stringify(body).includes('"tool_calls"') || JSON.stringify(body).includes('"thought_signature":"c2lnbmVk"'),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'a call of a tool that does not exist',
    seen: 'small models of any server',
    says: [{calls: [call('google_search', {q: 'topic'})]}, {text: PIECES}],
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'arguments that are not JSON',
    seen: 'small models of any server',
    says: [{calls: [{id: 'call_1', name: 'search_textbook', args: ['{"query": "serv']}]}, {text: PIECES}],
    reader: 'answer',
    asked: 2,
  },

  // Thoughts.
  {
    name: 'reasoning before the answer',
    seen: 'vLLM and DeepSeek (reasoning_content) https://github.com/openai-php/client/issues/780; OpenAI (reasoning items)',
    says: [{reasoning: ['The reader asks ', 'what a topic is.'], text: PIECES}],
    reader: 'answer',
  },
  {
    name: 'reasoning under its other name',
    seen: 'Ollama; vLLM from 0.12 https://github.com/BerriAI/litellm/pull/24019',
    dialects: CHAT,
    says: [{reasoning: ['The reader asks ', 'what a topic is.'], text: PIECES}],
    events: mapDeltas(({reasoning_content: reasoning, ...delta}) =>
      reasoning === undefined ? delta : {...delta, reasoning},
    ),
    reader: 'answer',
  },
  {
    name: 'thoughts in tags before the answer',
    seen: 'DeepSeek-R1 and Qwen3 behind servers without a reasoning parser',
    dialects: CHAT,
    says: [{text: ['<th', 'ink>\nThe reader asks [1]', ' what.\n</thi', 'nk>\n\n', ...PIECES]}],
    reader: 'answer',
  },

  // Refusals.
  {
    name: 'a refusal',
    seen: 'OpenAI: delta.refusal and response.refusal.delta https://developers.openai.com/api/reference/resources/responses/streaming-events.md',
    says: [{refusal: ['I can’t ', 'help with that.']}],
    reader: 'refusal',
  },

  // Tokens.
  {
    name: 'tokens in every chunk',
    seen: 'vLLM and SGLang with continuous_usage_stats https://docs.rs/dynamo-protocols/latest/dynamo_protocols/types/struct.ChatCompletionStreamOptions.html',
    dialects: CHAT,
    events: (events) => events.map((event, index) => ({...event, usage: toChatUsage({input: 900, output: index})})),
    reader: 'answer',
  },
  {
    name: 'tokens together with the finish_reason',
    seen: 'llama.cpp before September 2025 https://github.com/ggml-org/llama.cpp/issues/15443',
    dialects: CHAT,
    says: [{text: PIECES, usage: null}],
    events: (events) => [
      ...events.slice(0, -1),
      {...events.at(-1), usage: toChatUsage({input: 900, output: 40}), timings: {predicted_n: 40}},
    ],
    reader: 'answer',
  },
  {
    name: 'no word about tokens',
    seen: 'servers that do not know stream_options',
    says: [{text: PIECES, usage: null}],
    reader: 'answer',
  },

  // Ends.
  {
    name: 'no finish_reason, but [DONE]',
    seen: 'routers https://dev.to/mohammadhasankaman/why-is-my-llm-stream-empty-a-field-guide-to-broken-sse-responses-4l0k',
    dialects: CHAT,
    events: mapFinish(null),
    reader: 'answer',
  },
  {
    name: 'as many tokens as are allowed',
    seen: 'any server with a limit: finish_reason "length", response.incomplete',
    says: [{text: PIECES.slice(0, 4), finish: 'length'}],
    reader: 'broken off',
  },
  {
    name: 'no token left for an answer after the thoughts',
    seen: 'reasoning models with a limit https://dev.to/mohammadhasankaman/why-is-my-llm-stream-empty-a-field-guide-to-broken-sse-responses-4l0k',
    says: [{reasoning: ['The reader asks what a topic is.'], finish: 'length'}],
    reader: 'quotes',
  },
  {
    name: 'a filter that steps in',
    seen: 'Azure OpenAI, Gemini: finish_reason "content_filter"',
    says: [{text: PIECES.slice(0, 4), finish: 'content_filter'}],
    reader: 'broken off',
  },
  {
    name: 'nothing at all',
    seen: 'Gemini after an odd history: no token, "stop" https://github.com/su-kaka/gcli2api/pull/406',
    says: [{}],
    reader: 'quotes',
  },
  {
    name: 'an end without a last word',
    seen: 'a proxy that gave up https://github.com/anomalyco/opencode/pull/40061',
    says: [{text: PIECES.slice(0, 4), finish: null}],
    reader: 'broken off',
  },
  {
    name: 'an end without a word',
    seen: 'a proxy that gave up',
    text: () => '',
    reader: 'quotes',
  },

  // Failures in a stream.
  {
    name: 'an error before the first word',
    seen: 'vLLM https://github.com/vllm-project/vllm/pull/40986; OpenAI’s event "error"',
    says: [{text: []}],
    events: (_, dialect) => [toErrorEvent(dialect)],
    reader: 'quotes',
  },
  {
    name: 'an error in the middle',
    seen: 'vLLM https://github.com/vllm-project/guidellm/issues/743, OpenRouter https://openrouter.ai/docs/errors',
    says: [{text: PIECES.slice(0, 4), finish: null}],
    events: (events, dialect) => [...events, toErrorEvent(dialect)],
    reader: 'broken off',
  },
  {
    name: 'an error in the middle that is no field but the chunk itself',
    seen: 'vLLM before 0.11 https://github.com/block/goose/pull/8031',
    dialects: CHAT,
    says: [{text: PIECES.slice(0, 4), finish: null}],
    events: (events) => [...events, {object: 'error', message: UPSTREAM_SECRET, type: 'BadRequestError', code: 400}],
    text: (text) => `${text}data: [DONE]\n\n`,
    reader: 'broken off',
  },
  {
    name: 'a response that failed',
    seen: 'OpenAI: response.failed https://developers.openai.com/api/reference/resources/responses/streaming-events.md',
    dialects: RESPONSES,
    says: [{text: PIECES.slice(0, 4), finish: null}],
    events: (events) => [
      ...events,
      {
        type: 'response.failed',
        response: {id: 'resp_1', status: 'failed', output: [], error: {code: 'server_error', message: UPSTREAM_SECRET}},
      },
    ],
    reader: 'broken off',
  },
  {
    name: 'an event that is not JSON',
    seen: 'a proxy that puts its own page into the stream',
    says: [{text: PIECES.slice(0, 4), finish: null}],
    text: (text) => `${text}data: <html>${UPSTREAM_SECRET}</html>\n\n`,
    reader: 'broken off',
  },

  // Connections.
  {
    name: 'a connection that breaks before the reply',
    seen: 'a server that restarts',
    instead: 'disconnect',
    reader: 'quotes',
  },
  {
    name: 'a connection that breaks before the reply, once',
    seen: 'a kept-alive connection that the server had closed',
    first: 'disconnect',
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'a connection that breaks after the first words',
    seen: 'a server that runs out of memory',
    says: [{text: PIECES.slice(0, 4), finish: null}],
    wire: {end: 'cut'},
    reader: 'broken off',
  },
  {
    name: 'a connection that breaks inside an event',
    seen: 'a server that runs out of memory',
    says: [{text: PIECES.slice(0, 4), finish: null}],
    text: (text) => text.slice(0, -12),
    wire: {end: 'cut'},
    reader: 'broken off',
  },
  {
    name: 'no reply at all',
    seen: 'Ollama while it loads a model',
    instead: 'silence',
    reader: 'quotes',
  },
  {
    name: 'silence after the headers',
    seen: 'a queue behind a proxy',
    text: () => ': queued\n\n',
    wire: {end: 'silence'},
    reader: 'quotes',
  },
  {
    name: 'silence after the first words',
    seen: 'a model that hangs',
    says: [{text: PIECES.slice(0, 4), finish: null}],
    wire: {end: 'silence'},
    reader: 'broken off',
  },

  // Refused requests.
  {
    name: 'too many requests, for a moment',
    seen: 'OpenAI https://developers.openai.com/api/docs/guides/rate-limits',
    first: toRefusal(429, {'retry-after': '0', 'retry-after-ms': '20', 'x-ratelimit-remaining-requests': '0'}),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'too many requests, for longer than a reader waits',
    seen: 'OpenAI, OpenRouter https://openrouter.ai/docs/api/errors',
    instead: toRefusal(429, {
      'retry-after': '40',
      'x-ratelimit-reset-tokens': '6m0s',
      'x-ratelimit-remaining-tokens': '0',
    }),
    reader: 'quotes',
    asked: 1,
  },
  {name: 'a key that is refused', seen: 'OpenAI: invalid_api_key', instead: toRefusal(401), reader: 'quotes', asked: 1},
  {
    name: 'a model that is unknown',
    seen: 'Ollama: model not found, vLLM: NotFoundError',
    instead: toRefusal(404),
    reader: 'quotes',
    asked: 1,
  },
  {
    name: 'a question that is too long',
    seen: 'llama.cpp: exceed_context_size_error',
    instead: toRefusal(400),
    reader: 'quotes',
    asked: 1,
  },
  {name: 'an error of the server', seen: 'any server', instead: toRefusal(500), reader: 'quotes'},
  {
    name: 'an error of the server, once',
    seen: 'any server',
    first: toRefusal(500),
    reader: 'answer',
    asked: 2,
  },
  {
    name: 'a page of a proxy',
    seen: 'nginx, Cloudflare: 503 in HTML',
    instead: toPage(503),
    reader: 'quotes',
  },
  {
    name: 'a page of something else',
    seen: 'OPENAI_BASE_URL without its /v1: Ollama and llama.cpp answer with a page or 404',
    instead: toPage(200),
    reader: 'quotes',
  },
]

/** The list, once for each dialect in which an oddity exists. */
export const ODDITIES_BY_DIALECT: readonly (readonly [Dialect, string, Oddity])[] = DIALECTS.flatMap((dialect) =>
  ODDITIES.filter(({dialects = DIALECTS}) => dialects.includes(dialect)).map(
    (oddity) => [dialect, oddity.name, oddity] as const,
  ),
)

/** What the model says by default. */
export function saysOf({says = SAYS}: Oddity): readonly Said[] {
  return says
}

function toErrorEvent(dialect: Dialect): WireEvent {
  const error = {message: UPSTREAM_SECRET, type: 'InternalServerError', code: 500}
  return dialect === 'responses'
    ? {type: 'error', code: 'server_error', message: UPSTREAM_SECRET, param: null}
    : {error}
}

/** A refused request, as OpenAI words it. */
export function toRefusal(status: number, headers: Record<string, string> = {}): PlainReply {
  return {status, headers, body: JSON.stringify({error: {message: UPSTREAM_SECRET, type: 'x', code: 'x'}})}
}

function toPage(status: number): PlainReply {
  return {
    status,
    headers: {'content-type': 'text/html'},
    body: `<html><body><h1>${status}</h1>${UPSTREAM_SECRET}</body></html>`,
  }
}

function withWholeArguments(says: readonly Said[]): Said[] {
  return says.map(({calls = [], ...said}) => ({
    ...said,
    calls: calls.map((each) => ({...each, args: [each.args.join('')]})),
  }))
}

function mapChoices(
  change: (choice: Record<string, unknown>) => Record<string, unknown>,
): (events: WireEvent[]) => WireEvent[] {
  return (events) =>
    events.map((event) => ({...event, choices: (event['choices'] as Record<string, unknown>[]).map(change)}))
}

function mapDeltas(change: (delta: Delta) => Delta): (events: WireEvent[]) => WireEvent[] {
  return mapChoices((choice) => ({...choice, delta: change(choice['delta'] as Delta)}))
}

function mapCalls(change: (delta: CallDelta) => CallDelta): (events: WireEvent[]) => WireEvent[] {
  return mapDeltas((delta) =>
    delta.tool_calls === undefined ? delta : {...delta, tool_calls: delta.tool_calls.map(change)},
  )
}

function omit(event: WireEvent, ...fields: string[]): WireEvent {
  return Object.fromEntries(Object.entries(event).filter(([field]) => !fields.includes(field)))
}

function withoutIndex({id, type, function: called}: CallDelta): CallDelta {
  return {...(id === undefined ? {} : {id, type}), function: called}
}

function mapFinish(reason: string | null): (events: WireEvent[]) => WireEvent[] {
  return mapChoices((choice) => (choice['finish_reason'] === null ? choice : {...choice, finish_reason: reason}))
}
