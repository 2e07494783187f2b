import type {ClientToolCallItem, ThreadItem, UserMessageItem, WorkflowItem} from 'chatkit-protocol'
import {
  brief,
  collect,
  collectFailure,
  createContext,
  doing,
  eventsOf,
  idsOf,
  runAgent,
  type TestContext,
} from './__fixtures__/agent-run.ts'
import {useModelServers} from './__fixtures__/model-server.ts'
import {call, delta, done, message, ScriptedModel, started} from './__fixtures__/models.ts'
import {reasoning, response, text} from './__fixtures__/responses-script.ts'
import {streamAgentResponse} from './stream-agent-response.ts'

const serve = useModelServers()

const base = {thread_id: 'thr_1', created_at: '2026-01-01T00:00:00Z'}

const openWorkflow: WorkflowItem = {
  ...base,
  type: 'workflow',
  id: 'wf_1',
  workflow: {type: 'custom', expanded: false, tasks: [{type: 'custom', title: 'Asking', status_indicator: 'none'}]},
}

const answered: ClientToolCallItem = {
  ...base,
  type: 'client_tool_call',
  id: 'fc_1',
  status: 'completed',
  call_id: 'call_1',
  name: 'ask',
  arguments: {},
}

const hidden: ThreadItem = {...base, type: 'sdk_hidden_context', id: 'shcx_1', content: 'cancelled'}

async function stored(context: TestContext): Promise<ThreadItem[]> {
  return (await context.store.loadThreadItems('thr_1', {limit: 20, after: null, order: 'asc'}, null)).data
}

describe('a model of one’s own', () => {
  const hello = ['added message', 'part 0', '0: Hel', '0: lo', 'part 0 done Hello', 'done message Hello']

  test('is shown, with deltas or without', async () => {
    const streaming = new ScriptedModel([started, delta('Hel'), delta('lo'), done(message('Hello'))])
    expect(brief(await collect(runAgent(streaming)))).toEqual(hello)
    const whole = new ScriptedModel([done(message('Hello'))])
    expect(brief(await collect(runAgent(whole)))).toEqual(['added message', 'part 0', '0: Hello', ...hello.slice(4)])
  })

  test('with ids of its own for texts within a response makes messages of them', async () => {
    const model = new ScriptedModel([
      started,
      delta('one', 'a'),
      delta('two', 'b'),
      done(message('one', 'a'), message('two', 'b')),
    ])
    expect(brief(await collect(runAgent(model))).filter((line) => line.startsWith('done'))).toEqual([
      'done message one',
      'done message two',
    ])
  })

  test('that only tells its reasoning when it is done is shown with it', async () => {
    const thought = {
      type: 'reasoning' as const,
      content: [],
      rawContent: [{type: 'reasoning_text' as const, text: 'Hm'}],
    }
    const events = await collect(runAgent(new ScriptedModel([done(thought, message('Yes'))])))
    expect(brief(events).slice(0, 4)).toEqual([
      'added reasoning workflow of 0',
      'task.added 0 Hm',
      'task.updated 0 Hm',
      'done reasoning workflow of 1 ended',
    ])
  })

  test('that ends without a word is an error of the run', async () => {
    const {error, events} = await collectFailure(runAgent(new ScriptedModel([started, delta('Hel')])))
    expect(String(error)).toContain('final response')
    expect(brief(events).at(-1)).toBe('0: Hel')
  })
})

describe('what the context sends', () => {
  test('flows before the first event of the run, and until it has ended', async () => {
    const context = await createContext()
    const run = eventsOf(
      () => context.stream({type: 'progress_update', text: 'one'}),
      () => new Promise((resolve) => setTimeout(resolve, 5)),
      () => context.stream({type: 'progress_update', text: 'two'}),
    )
    expect(brief(await collect(streamAgentResponse(context, run)))).toEqual(['progress one', 'progress two'])
  })

  test('stands between the model’s call and its answer', async () => {
    const model = new ScriptedModel([started, done(call('look', {}))], [started, delta('Yes'), done(message('Yes'))])
    const look = doing('look', (context) => context.stream({type: 'progress_update', text: 'looking'}))
    expect(brief(await collect(runAgent(model, {tools: [look]}))).slice(0, 2)).toEqual([
      'progress looking',
      'added message',
    ])
  })

  test('in the last moment of the run ends a workflow like anything else', async () => {
    const context = await createContext()
    const run = eventsOf(() => {
      context.addWorkflowTask({type: 'custom', title: 'Working', status_indicator: 'none'})
      context.stream({
        type: 'thread.item.done',
        item: {...base, type: 'widget', id: 'w', widget: {type: 'Card', children: []}},
      })
    })
    expect(brief(await collect(streamAgentResponse(context, run)))).toEqual([
      'added custom workflow of 1',
      'done custom workflow of 1 ended',
      'done widget',
    ])
    expect(await stored(context)).toEqual([])
  })
})

describe('a workflow', () => {
  test('that a run leaves open is kept without an event', async () => {
    const context = await createContext()
    const run = eventsOf(() => context.addWorkflowTask({type: 'custom', title: 'Asking', status_indicator: 'none'}))
    expect(brief(await collect(streamAgentResponse(context, run)))).toEqual(['added custom workflow of 1'])
    expect(await stored(context)).toMatchObject([{type: 'workflow', workflow: {tasks: [{title: 'Asking'}]}}])
  })

  test.each<[string, ThreadItem[]]>([
    ['across a client tool call', [openWorkflow, answered]],
    ['when it is the newest item', [openWorkflow]],
    ['whatever hidden items stand after it', [openWorkflow, answered, hidden]],
  ])('goes on %s, without being announced again', async (_when, items) => {
    const context = await createContext(...items)
    const server = await serve(response(reasoning('rs', ['Hm']), text('m', 'Yes')))
    const events = await collect(runAgent(server.responsesModel(), {}, {context}))
    expect(brief(events).slice(0, 3)).toEqual(['task.added 1 Hm', 'done custom workflow of 2 ended', 'added message'])
    expect(events[1]).toMatchObject({item: {id: 'wf_1'}})
  })

  test('of an earlier turn does not', async () => {
    const question: UserMessageItem = {
      ...base,
      type: 'user_message',
      id: 'u',
      content: [],
      attachments: [],
      inference_options: {},
    }
    const context = await createContext(openWorkflow, question)
    expect(brief(await collect(runAgent(new ScriptedModel([done(message('Yes'))]), {}, {context})))[0]).toBe(
      'added message',
    )
  })

  test('that has taken its time is not ended again by the run that takes the place of a failed one', async () => {
    const summary = {duration: 3}
    const context = await createContext({...openWorkflow, workflow: {...openWorkflow.workflow, summary}})
    const events = await collect(runAgent(new ScriptedModel([done(message('Yes'))]), {}, {context}))
    expect(brief(events)[0]).toBe('added message')
  })

  test('keeps the summary that it has when it is ended by what follows', async () => {
    const summary = {title: 'Asked'}
    const context = await createContext({...openWorkflow, workflow: {...openWorkflow.workflow, summary}})
    const events = await collect(runAgent(new ScriptedModel([done(message('Yes'))]), {}, {context}))
    expect(events[0]).toMatchObject({type: 'thread.item.done', item: {id: 'wf_1', workflow: {summary}}})
  })

  test('keeps its place in the thread when it is stored twice', async () => {
    const context = await createContext(openWorkflow, answered)
    for (const event of await collect(runAgent(new ScriptedModel([done(message('Yes'))]), {}, {context}))) {
      if (event.type === 'thread.item.done') await context.store.addThreadItem('thr_1', event.item, null)
    }
    expect((await stored(context)).map(({type}) => type)).toEqual(['workflow', 'client_tool_call', 'assistant_message'])
  })
})

describe('a reader who leaves', () => {
  test('aborts the model’s request', async () => {
    const model = new ScriptedModel([started, delta('a'), delta('b'), done(message('ab'))])
    for await (const event of runAgent(model)) if (event.type === 'thread.item.updated') break
    expect(model.requests[0]?.signal?.aborted).toBe(true)
  })

  test('while the model is silent closes the connection to it', async () => {
    const [created, added] = response(text('m', 'a'))
    const server = await serve({events: [created ?? {}, added ?? {}], end: 'silence'})
    for await (const event of runAgent(server.responsesModel())) if (event.type === 'thread.item.added') break
    while (server.left === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  })

  test('keeps nothing that a cancelled turn does not keep', async () => {
    const context = await createContext()
    const model = new ScriptedModel([started, done(call('think', {}))], [started, delta('a'), delta('b')])
    const think = doing('think', (tools) => {
      tools.addWorkflowTask({type: 'custom', title: 'Working', status_indicator: 'none'})
      tools.clientToolCall = {name: 'ask', arguments: {}}
    })
    for await (const event of runAgent(model, {tools: [think]}, {context})) {
      if (event.type === 'thread.item.added') break
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await stored(context)).toEqual([])
  })
})

test('a run that is stopped by its signal ends its open message, and asks the page nothing', async () => {
  const controller = new AbortController()
  const context = await createContext()
  context.clientToolCall = {name: 'ask', arguments: {}}
  const part = response(text('m', 'Hel', 'lo')).slice(0, 4)
  const server = await serve({events: part, end: 'silence'})
  const lines: string[] = []
  for await (const event of runAgent(server.responsesModel(), {}, {context, signal: controller.signal})) {
    lines.push(...brief([event]))
    if (lines.at(-1) === '0: Hel') controller.abort()
  }
  expect(lines.slice(-2)).toEqual(['part 0 done Hel', 'done message Hel'])
})

test('whatever way a run ends, nothing is left behind that rejects unseen', async () => {
  const unseen: unknown[] = []
  const note = (reason: unknown): unknown => unseen.push(reason)
  process.on('unhandledRejection', note)
  const failure = new Error('later')
  const context = await createContext()
  const run = eventsOf(
    () => context.stream({type: 'progress_update', text: 'one'}),
    () => new Promise((_resolve, reject) => setTimeout(reject, 5, failure)),
  )
  for await (const event of streamAgentResponse(context, run)) if (event.type === 'progress_update') break
  const tripped = {tripwireTriggered: true, outputInfo: null}
  const outputGuardrails = [{name: 'never', execute: () => Promise.resolve(tripped)}]
  await collectFailure(runAgent(new ScriptedModel([done(message('secret'))]), {outputGuardrails}))
  await new Promise((resolve) => setTimeout(resolve, 20))
  process.off('unhandledRejection', note)
  expect(unseen).toEqual([])
})

test('a second run with the same context goes on where the first failed', async () => {
  const context = await createContext()
  await collectFailure(runAgent(new ScriptedModel([started, delta('a'), new Error('down')]), {}, {context}))
  const events = await collect(runAgent(new ScriptedModel([done(message('b'))]), {}, {context}))
  expect(brief(events).at(-1)).toBe('done message b')
  expect(idsOf(events, 'done')).toEqual(idsOf(events, 'added'))
})
