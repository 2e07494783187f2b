import type {ClientToolCallItem, ThreadItem, ThreadStreamEvent} from 'chatkit-protocol'
import {tool, type RunContext} from '@openai/agents'
import {z} from 'zod'
import {brief, collect, createContext, runAgent, type TestAgent, type TestContext} from './__fixtures__/agent-run.ts'
import {calls, completion} from './__fixtures__/chat-script.ts'
import {useModelServers} from './__fixtures__/model-server.ts'
import {functionCall, response} from './__fixtures__/responses-script.ts'

const serve = useModelServers()

/** A tool that the page runs. It is told to by the arguments that the model gave. */
function clientTool(name: string, run: (context: TestContext, args: {n: number}, callId?: string) => void) {
  return tool({
    name,
    description: name,
    parameters: z.object({n: z.number()}),
    execute: (args, context?: RunContext<TestContext>, details?: {toolCall?: {callId: string}}) => {
      if (context) run(context.context, args, details?.toolCall?.callId)
      return ''
    },
  })
}

const ask = clientTool('ask_page', (context, args) => {
  context.clientToolCall = {name: 'ask_page', arguments: args}
})
const other = clientTool('other', () => {})
const agent: TestAgent = {tools: [ask, other], toolUseBehavior: {stopAtToolNames: ['ask_page']}}

function clientCall(events: ThreadStreamEvent[]): ClientToolCallItem {
  const event = events.find((one) => one.type === 'thread.item.done' && one.item.type === 'client_tool_call')
  if (event?.type !== 'thread.item.done' || event.item.type !== 'client_tool_call') throw new Error('no call')
  return event.item
}

test('a call ends the turn as a pending item under the model’s own ids', async () => {
  const server = await serve(response(functionCall('fc_123', 'call_123', 'ask_page', {n: 1})))
  const events = await collect(runAgent(server.responsesModel(), agent))
  expect(brief(events).at(-1)).toBe('done call ask_page')
  expect(clientCall(events)).toMatchObject({
    id: 'fc_123',
    call_id: 'call_123',
    status: 'pending',
    name: 'ask_page',
    arguments: {n: 1},
  })
})

test('calls that a model makes in parallel are not mixed: the name decides', async () => {
  const server = await serve(
    response(functionCall('fc_1', 'call_1', 'ask_page', {n: 1}), functionCall('fc_2', 'call_2', 'other', {n: 2})),
  )
  const call = clientCall(await collect(runAgent(server.responsesModel(), agent)))
  expect(call).toMatchObject({id: 'fc_1', call_id: 'call_1', arguments: {n: 1}})
})

test('of several calls of the name it is the one with these arguments', async () => {
  const first = clientTool('ask_page', (context, args) => {
    context.clientToolCall ??= {name: 'ask_page', arguments: args}
  })
  const server = await serve(
    response(functionCall('fc_1', 'call_1', 'ask_page', {n: 1}), functionCall('fc_2', 'call_2', 'ask_page', {n: 2})),
  )
  const call = clientCall(await collect(runAgent(server.responsesModel(), {...agent, tools: [first, other]})))
  expect(call).toMatchObject({id: 'fc_1', call_id: 'call_1', arguments: {n: 1}})
})

test('a tool may say which call it means, whatever the page’s name for it', async () => {
  const named = clientTool('ask_page', (context, _args, callId) => {
    if (callId !== undefined) context.clientToolCall ??= {name: 'selection', arguments: {}, callId}
  })
  const server = await serve(
    response(functionCall('fc_1', 'call_1', 'ask_page', {n: 1}), functionCall('fc_2', 'call_2', 'other', {n: 2})),
  )
  const call = clientCall(await collect(runAgent(server.responsesModel(), {...agent, tools: [named, other]})))
  expect(call).toMatchObject({id: 'fc_1', call_id: 'call_1', name: 'selection'})
})

test('an item id that chat completions share, or that was used before, is replaced', async () => {
  const context = await createContext()
  const reply = completion(calls({id: 'call_1', name: 'ask_page', args: {n: 1}}), {finish: 'tool_calls'})
  const server = await serve(reply, response(functionCall('fc_1', 'call_2', 'ask_page', {n: 2})))
  const shared = clientCall(await collect(runAgent(server.chatModel(), agent)))
  expect(shared).toMatchObject({id: expect.stringMatching(/^tc_/), call_id: 'call_1'})

  const stored: ThreadItem = {...shared, id: 'fc_1', status: 'completed'}
  await context.store.addThreadItem('thr_1', stored, null)
  const again = clientCall(await collect(runAgent(server.responsesModel(), agent, {context})))
  expect(again).toMatchObject({id: expect.stringMatching(/^tc_/), call_id: 'call_2'})
})

test('without a call of the model there are ids all the same', async () => {
  const context = await createContext()
  context.clientToolCall = {name: 'ask_page', arguments: {}}
  const server = await serve(
    response(functionCall('fc_1', 'call_1', 'other', {n: 1}), functionCall('fc_2', 'call_2', 'other', {n: 2})),
  )
  const stopping: TestAgent = {...agent, toolUseBehavior: {stopAtToolNames: ['other']}}
  const call = clientCall(await collect(runAgent(server.responsesModel(), stopping, {context})))
  expect([call.id, call.call_id]).toEqual([expect.stringMatching(/^tc_/), expect.stringMatching(/^tc_/)])
})
