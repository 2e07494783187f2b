import {toChatUsage} from '../dialects.ts'
import {mapFinish} from './changes.ts'
import {CHAT, type Oddity} from './oddity.ts'
import {PIECES} from './said.ts'

/** How a reply ends, and what it says of its tokens. */
export const ENDS: readonly Oddity[] = [
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
]
