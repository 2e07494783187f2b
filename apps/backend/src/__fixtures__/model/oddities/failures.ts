import {toErrorEvent, toPage, toRefusal, UPSTREAM_SECRET} from '../errors.ts'
import {CHAT, type Oddity, RESPONSES} from './oddity.ts'
import {PIECES} from './said.ts'

/** What fails: in a stream, the connection, or from the first. */
export const FAILURES: readonly Oddity[] = [
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
