import {toChunk} from '../dialects.ts'
import {mapDeltas, omit} from './changes.ts'
import {CHAT, type Oddity, RESPONSES} from './oddity.ts'
import {PIECES, SEARCHES} from './said.ts'

const WITH_LETTERS_OF_ALL_SIZES = ['Ein Überblick — 发布/订阅 🤖: ', ...PIECES]

/** How text comes: in which pieces, and with what around and before it. */
export const TEXT: readonly Oddity[] = [
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
]
