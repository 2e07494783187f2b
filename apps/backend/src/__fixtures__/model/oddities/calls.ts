import {call, type Said} from '../dialects.ts'
import {mapCalls, mapFinish, withoutIndex, withWholeArguments} from './changes.ts'
import {CHAT, type Oddity} from './oddity.ts'
import {PIECES, search, SEARCHES} from './said.ts'

const SEARCHES_TWICE: readonly Said[] = [
  {calls: [search('service request', 'call_1'), search('simulator', 'call_2')]},
  {text: PIECES},
]

/** How tools are called. */
export const CALLS: readonly Oddity[] = [
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
]
