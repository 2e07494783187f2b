import {
  InputGuardrailTripwireTriggered,
  OutputGuardrailTripwireTriggered,
  tool,
  ToolCallError,
  type ToolInputGuardrailDefinition,
  type ToolOutputGuardrailDefinition,
} from '@openai/agents'
import type {ThreadItem} from 'chatkit-protocol'
import {z} from 'zod'
import {
  brief,
  collectFailure,
  createContext,
  doing,
  eventsOf,
  idsOf,
  runAgent,
  type TestAgent,
} from './__fixtures__/agent-run.ts'
import {call, delta, done, message, ScriptedModel, started} from './__fixtures__/models.ts'
import {streamAgentResponse} from './stream-agent-response.ts'

const tripped = {tripwireTriggered: true, outputInfo: null}

/** A tool that shows a widget and thinks aloud, so that there is something to take back. */
const busy = doing('busy', async (context) => {
  await context.streamWidget({type: 'Card', children: []})
  context.addWorkflowTask({type: 'custom', title: 'Working', status_indicator: 'loading'})
})

function talkative(): ScriptedModel {
  return new ScriptedModel([started, done(call('busy', {}))], [started, delta('secret'), done(message('secret'))])
}

test.each<[string, TestAgent, unknown]>([
  [
    'an input guardrail',
    // The run waits for it, so that everything is shown by then.
    {inputGuardrails: [{name: 'never', execute: () => new Promise((resolve) => setTimeout(resolve, 50, tripped))}]},
    InputGuardrailTripwireTriggered,
  ],
  [
    'an output guardrail',
    {outputGuardrails: [{name: 'never', execute: () => Promise.resolve(tripped)}]},
    OutputGuardrailTripwireTriggered,
  ],
])('%s that trips takes back every item that was shown, and its error goes on', async (_name, agent, kind) => {
  const context = await createContext()
  const {events, error} = await collectFailure(runAgent(talkative(), {...agent, tools: [busy]}, {context}))
  expect(error).toBeInstanceOf(kind)
  const shown = new Set([...idsOf(events, 'added'), ...idsOf(events, 'done')])
  expect(new Set(idsOf(events, 'removed'))).toEqual(shown)
  expect(context.workflowItem).toBeNull()
  expect(context.queue.drain()).toEqual([])
  expect((await context.store.loadThreadItems('thr_1', {limit: 20, after: null, order: 'asc'}, null)).data).toEqual([])
})

describe('a tool’s guardrail', () => {
  const stop = {behavior: {type: 'throwException' as const}}
  const input: ToolInputGuardrailDefinition = {type: 'tool_input', name: 'never', run: () => Promise.resolve(stop)}
  const output: ToolOutputGuardrailDefinition = {type: 'tool_output', name: 'never', run: () => Promise.resolve(stop)}

  test.each([
    ['before', {inputGuardrails: [input]}],
    ['after', {outputGuardrails: [output]}],
  ])('%s the call takes back what was shown, like one of the agent', async (_when, guardrails) => {
    const guarded = tool({name: 'busy', description: '', parameters: z.object({}), execute: () => 'x', ...guardrails})
    const model = new ScriptedModel([started, delta('Wait'), done(message('Wait'), call('busy', {}))])
    const {events, error} = await collectFailure(runAgent(model, {tools: [guarded]}))
    expect(error).toBeInstanceOf(ToolCallError)
    expect(idsOf(events, 'added')).toHaveLength(1)
    expect(idsOf(events, 'removed')).toEqual(idsOf(events, 'added'))
  })

  test('that only refuses the call goes on', async () => {
    const reject = {behavior: {type: 'rejectContent' as const, message: 'no'}}
    const rejecting = {...input, run: () => Promise.resolve(reject)}
    const guarded = tool({
      name: 'busy',
      description: '',
      parameters: z.object({}),
      execute: () => 'x',
      inputGuardrails: [rejecting],
    })
    const model = new ScriptedModel([done(call('busy', {}))], [done(message('Sorry'))])
    const lines: string[] = []
    for await (const event of runAgent(model, {tools: [guarded]})) lines.push(...brief([event]))
    expect(lines.at(-1)).toBe('done message Sorry')
  })
})

test('a workflow of an earlier turn is not taken away, but put back as it was', async () => {
  const earlier: ThreadItem = {
    type: 'workflow',
    id: 'wf_earlier',
    thread_id: 'thr_1',
    created_at: '2026-01-01T00:00:00Z',
    workflow: {type: 'custom', tasks: [], expanded: false},
  }
  const context = await createContext(earlier)
  const trip = Object.assign(new Error('tripped'), {result: {output: tripped}})
  const run = eventsOf(
    () => context.addWorkflowTask({type: 'custom', title: 'secret', status_indicator: 'none'}),
    () => Promise.reject(trip),
  )
  const {events} = await collectFailure(streamAgentResponse(context, run))
  expect(idsOf(events, 'removed')).toEqual([])
  expect(events.at(-1)).toEqual({type: 'thread.item.replaced', item: earlier})
})

test('another failure of the run comes out as it was thrown, after what the tools had still to say', async () => {
  const failure = new Error('the model is down')
  const context = await createContext()
  const model = new ScriptedModel([started, done(call('busy', {}))], [failure])
  const {events, error} = await collectFailure(runAgent(model, {tools: [busy]}, {context}))
  expect(error).toBe(failure)
  expect(brief(events)).toEqual(['done widget', 'added custom workflow of 1', 'done custom workflow of 1 ended'])
  expect(context.workflowItem).toBeNull()
})
