import {Agent, run, setTracingDisabled, tool, type Model, type RunContext} from '@openai/agents'
import type {ThreadMetadata, ThreadStreamEvent} from 'chatkit-protocol'
import {z} from 'zod'
import {MemoryStore} from '../stores/memory/memory-store.ts'
import {AgentContext} from './agent-context.ts'
import {streamAgentResponse} from './stream-agent-response.ts'
import {
  call,
  chatModel,
  delta,
  done,
  message,
  responsesMessage,
  responsesModel,
  ScriptedModel,
  started,
} from './__fixtures__/models.ts'

beforeAll(() => setTracingDisabled(true))

async function createContext(): Promise<AgentContext<null>> {
  const thread: ThreadMetadata = {
    id: 'thr_1',
    created_at: '2026-01-01T00:00:00Z',
    status: {type: 'active'},
    metadata: {},
  }
  const store = new MemoryStore<null>()
  await store.saveThread(thread, null)
  return new AgentContext({thread, store, requestContext: null})
}

const lookUp = tool({
  name: 'look_up',
  description: 'Looks something up.',
  parameters: z.object({word: z.string()}),
  execute: ({word}, context?: RunContext<AgentContext<null>>) => {
    context?.context.stream({type: 'progress_update', text: `Looking up ${word}`})
    return `${word} is a word`
  },
})

async function collect(model: Model, context?: AgentContext<null>): Promise<ThreadStreamEvent[]> {
  const agentContext = context ?? (await createContext())
  const agent = new Agent<AgentContext<null>>({name: 'test', model, tools: [lookUp]})
  const result = await run(agent, 'question', {stream: true, context: agentContext})
  const events: ThreadStreamEvent[] = []
  for await (const event of streamAgentResponse(agentContext, result)) events.push(structuredClone(event))
  return events
}

/** The events in short: types, and the text where there is one. */
function brief(events: ThreadStreamEvent[]): string[] {
  return events.map((event) => {
    if (event.type === 'thread.item.updated') {
      const {update} = event
      const name = update.type.replace('assistant_message.content_part.', '')
      if (update.type === 'assistant_message.content_part.text_delta') return `${name} ${update.delta}`
      if (update.type === 'assistant_message.content_part.done') return `${name} ${update.content.text}`
      return name
    }
    if (event.type === 'thread.item.done' && event.item.type === 'assistant_message') {
      return `item done ${event.item.content.map((part) => part.text).join('|')}`
    }
    if (event.type === 'progress_update') return `progress ${event.text}`
    if ('item' in event) return `${event.type} ${event.item.type}`
    return event.type
  })
}

const HELLO = [
  'thread.item.added assistant_message',
  'added',
  'text_delta Hel',
  'text_delta lo',
  'done Hello',
  'item done Hello',
]

function itemIds(events: ThreadStreamEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'thread.item.done' ? [event.item.id] : []))
}

test('a Responses model, which sends every delta twice, is shown once and keeps its item id', async () => {
  const events = await collect(responsesModel(responsesMessage('msg_model', ['Hel', 'lo'])))
  expect(brief(events)).toEqual(HELLO)
  expect(itemIds(events)).toEqual(['msg_model'])
})

test('a chat-completions model is shown with an id of our own', async () => {
  const chunk = (content: string, finish: string | null = null) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    choices: [{index: 0, delta: {content}, finish_reason: finish}],
  })
  const events = await collect(chatModel([chunk('Hel'), chunk('lo'), chunk('', 'stop')]))
  expect(brief(events)).toEqual(HELLO)
  expect(itemIds(events)[0]).toMatch(/^msg_/)
})

test('a model of one’s own is shown, with deltas or without', async () => {
  expect(brief(await collect(new ScriptedModel([started, delta('Hel'), delta('lo'), done(message('Hello'))])))).toEqual(
    HELLO,
  )
  expect(brief(await collect(new ScriptedModel([done(message('Hello'))])))).toEqual([
    'thread.item.added assistant_message',
    'added',
    'text_delta Hello',
    'done Hello',
    'item done Hello',
  ])
})

test('what a tool says comes between the model’s call and its answer', async () => {
  const model = new ScriptedModel(
    [started, done(call('look_up', {word: 'robot'}))],
    [started, delta('Yes'), done(message('Yes'))],
  )
  expect(brief(await collect(model))).toEqual([
    'progress Looking up robot',
    'thread.item.added assistant_message',
    'added',
    'text_delta Yes',
    'done Yes',
    'item done Yes',
  ])
})

test('an id that the model uses again gets a fresh one, within a run and across runs', async () => {
  const context = await createContext()
  const first = await collect(responsesModel(responsesMessage('msg_1', ['a'])), context)
  for (const event of first) {
    if (event.type === 'thread.item.done') await context.store.addThreadItem('thr_1', event.item, null)
  }
  const second = await collect(responsesModel(responsesMessage('msg_1', ['b'])), context)
  expect(itemIds(first)).toEqual(['msg_1'])
  expect(itemIds(second)[0]).not.toBe('msg_1')
})

test('the model’s citations are kept to the end of the message', async () => {
  const citation = {type: 'url_citation', url: 'https://example.com/a', title: 'A', start_index: 0, end_index: 3}
  const events = await collect(responsesModel(responsesMessage('msg_c', ['abc'], [{type: 'file_path'}, citation])))
  const annotation = {type: 'annotation', index: 3, source: {type: 'url', url: 'https://example.com/a', title: 'A'}}
  expect(events).toContainEqual({
    type: 'thread.item.updated',
    item_id: 'msg_c',
    update: {
      type: 'assistant_message.content_part.annotation_added',
      content_index: 0,
      annotation_index: 0,
      annotation,
    },
  })
  expect(events.at(-1)).toMatchObject({
    type: 'thread.item.done',
    item: {content: [{text: 'abc', annotations: [annotation]}]},
  })
})

test('a refusal is shown as text', async () => {
  const refusal = {
    type: 'message' as const,
    role: 'assistant' as const,
    status: 'completed' as const,
    content: [{type: 'refusal' as const, refusal: 'No.'}],
  }
  expect(brief(await collect(new ScriptedModel([done(refusal)]))).at(-1)).toBe('item done No.')
})

test('an error of the model comes out as it was thrown', async () => {
  const failure = new Error('the model is down')
  await expect(collect(new ScriptedModel([started, delta('Hel'), failure]))).rejects.toBe(failure)
})

test('a tripped guardrail takes back what was shown', async () => {
  const context = await createContext()
  const agent = new Agent<AgentContext<null>>({
    name: 'test',
    model: new ScriptedModel([started, delta('secret'), done(message('secret'))]),
    outputGuardrails: [{name: 'never', execute: () => Promise.resolve({tripwireTriggered: true, outputInfo: null})}],
  })
  const result = await run(agent, 'question', {stream: true, context})
  const events: ThreadStreamEvent[] = []
  const reading = (async () => {
    for await (const event of streamAgentResponse(context, result)) events.push(event)
  })()
  await expect(reading).rejects.toThrow(/guardrail/i)
  const shown = events.flatMap((event) => (event.type === 'thread.item.added' ? [event.item.id] : []))
  const removed = events.flatMap((event) => (event.type === 'thread.item.removed' ? [event.item_id] : []))
  expect(shown).toHaveLength(1)
  expect(removed).toEqual(shown)
})

test('leaving early aborts the model’s request', async () => {
  const model = new ScriptedModel([started, delta('a'), delta('b'), done(message('ab'))])
  const context = await createContext()
  const result = await run(new Agent<AgentContext<null>>({name: 'test', model}), 'question', {stream: true, context})
  for await (const event of streamAgentResponse(context, result)) if (event.type === 'thread.item.updated') break
  expect(model.requests[0]?.signal?.aborted).toBe(true)
})

test('a reasoning summary is shown as a workflow that ends when the answer begins', async () => {
  const thinking = [
    {type: 'response.output_item.added', output_index: 0, item: {type: 'reasoning', id: 'rs_1', summary: []}},
    {type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', output_index: 0, summary_index: 0, delta: 'Hm'},
    {type: 'response.reasoning_summary_text.done', item_id: 'rs_1', output_index: 0, summary_index: 0, text: 'Hmm'},
  ]
  const [created, ...rest] = responsesMessage('msg_r', ['Yes'])
  const events = await collect(responsesModel([created ?? {}, ...thinking, ...rest]))
  expect(brief(events).slice(0, 5)).toEqual([
    'thread.item.added workflow',
    'workflow.task.added',
    'workflow.task.updated',
    'thread.item.done workflow',
    'thread.item.added assistant_message',
  ])
})

test('a client tool call ends the run with a pending item under the model’s call id', async () => {
  const context = await createContext()
  const ask = tool({
    name: 'ask_page',
    description: 'Asks the page.',
    parameters: z.object({}),
    execute: (_, run?: RunContext<AgentContext<null>>) => {
      if (run) run.context.clientToolCall = {name: 'ask_page', arguments: {a: 1}}
      return ''
    },
  })
  const agent = new Agent<AgentContext<null>>({
    name: 'test',
    model: new ScriptedModel([done(call('ask_page', {}))]),
    tools: [ask],
    toolUseBehavior: {stopAtToolNames: ['ask_page']},
  })
  const result = await run(agent, 'question', {stream: true, context})
  const events: ThreadStreamEvent[] = []
  for await (const event of streamAgentResponse(context, result)) events.push(event)
  expect(events.at(-1)).toMatchObject({
    type: 'thread.item.done',
    item: {type: 'client_tool_call', status: 'pending', call_id: 'call_1', name: 'ask_page', arguments: {a: 1}},
  })
})
