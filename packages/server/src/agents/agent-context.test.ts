import type {CustomTask, ThreadItem, WidgetRoot} from 'chatkit-protocol'
import {brief, createContext, idsOf, type TestContext} from './__fixtures__/agent-run.ts'
import type {AgentContext} from './agent-context.ts'

const base = {thread_id: 'thr_1', created_at: '2026-01-01T00:00:00Z'}

function task(title: string): CustomTask {
  return {type: 'custom', title, status_indicator: 'none'}
}

function lines(context: AgentContext<null>): string[] {
  return brief(context.queue.drain())
}

let context: TestContext

beforeEach(async () => {
  context = await createContext()
})

describe('a widget', () => {
  const card = (value: string): WidgetRoot => ({type: 'Card', children: [{type: 'Text', id: 't', value}]})

  test('is shown whole', async () => {
    await context.streamWidget(card('Hello'), {copyText: 'hello'})
    expect(context.queue.drain()).toMatchObject([
      {type: 'thread.item.done', item: {id: expect.stringMatching(/^msg_/), copy_text: 'hello', widget: card('Hello')}},
    ])
  })

  test('is shown state by state, text as it grows', async () => {
    await context.streamWidget([card('Hel'), card('Hello')])
    expect(lines(context)).toEqual(['added widget', 'widget.streaming_text.value_delta', 'done widget'])
  })

  test('is sent anew when its states have nothing in common', async () => {
    async function* states(): AsyncGenerator<WidgetRoot> {
      yield card('Hello')
      await Promise.resolve()
      yield card('Bye')
    }
    await context.streamWidget(states())
    expect(lines(context)[1]).toMatch(/^widget\.(root|component)\.updated$/)
  })
})

describe('a workflow', () => {
  test('of an app is announced with its first task', () => {
    context.startWorkflow({type: 'custom', tasks: [], expanded: false})
    expect(lines(context)).toEqual([])
    expect(context.addWorkflowTask(task('one'))).toBe(0)
    expect(context.addWorkflowTask(task('two'))).toBe(1)
    expect(lines(context)).toEqual(['added custom workflow of 1', 'task.added 1 '])
  })

  test('that never got a task leaves nothing behind, unless it has something to say', () => {
    context.startWorkflow({type: 'custom', tasks: [], expanded: false})
    context.endWorkflow()
    expect(lines(context)).toEqual([])
    context.startWorkflow({type: 'custom', tasks: [], expanded: false})
    context.endWorkflow({summary: {title: 'Nothing to do'}})
    expect(lines(context)).toEqual(['done custom workflow of 0 ended'])
  })

  test('begins with a task when there is none', () => {
    context.addWorkflowTask(task('one'))
    expect(lines(context)).toEqual(['added custom workflow of 1'])
  })

  test('is sent as it was when it was sent, however it goes on', () => {
    const mine = task('one')
    context.addWorkflowTask(mine)
    context.addWorkflowTask(task('two'))
    mine.title = 'changed'
    context.updateWorkflowTask({...mine, title: 'last'}, 1)
    expect(context.queue.drain()).toMatchObject([
      {item: {workflow: {tasks: [{title: 'one'}]}}},
      {update: {type: 'workflow.task.added', task_index: 1, task: {title: 'two'}}},
      {update: {type: 'workflow.task.updated', task_index: 1, task: {title: 'last'}}},
    ])
  })

  test('tells tasks of the same content apart', () => {
    for (const title of ['same', 'same', 'same']) context.addWorkflowTask(task(title))
    context.updateWorkflowTask(task('third'), 2)
    expect(context.queue.drain().slice(1)).toMatchObject([
      {update: {task_index: 1}},
      {update: {task_index: 2}},
      {update: {task_index: 2, task: {title: 'third'}}},
    ])
    expect(context.workflowItem?.workflow.tasks).toMatchObject([{title: 'same'}, {title: 'same'}, {title: 'third'}])
  })

  test('that begins and ends at once stays ended when another begins', () => {
    context.startWorkflow({type: 'custom', tasks: [task('one')], expanded: false})
    context.endWorkflow({summary: {title: 'First'}})
    context.startWorkflow({type: 'custom', tasks: [task('two')], expanded: false})
    const events = context.queue.drain()
    expect(brief(events)).toEqual([
      'added custom workflow of 1',
      'done custom workflow of 1 ended',
      'added custom workflow of 1',
    ])
    expect(context.workflowItem?.id).toBe(idsOf(events, 'added')[1])
  })

  test('ends when another begins', () => {
    context.startWorkflow({type: 'custom', tasks: [task('one')], expanded: false})
    context.startWorkflow({type: 'custom', tasks: [task('two')], expanded: false})
    expect(lines(context)).toEqual([
      'added custom workflow of 1',
      'done custom workflow of 1 ended',
      'added custom workflow of 1',
    ])
  })

  test('says how long it took, or what it is told to say, and is closed unless told otherwise', () => {
    context.addWorkflowTask(task('one'))
    context.endWorkflow()
    context.addWorkflowTask(task('two'))
    context.endWorkflow({summary: {title: 'Two things'}, expanded: true})
    const [, first, , second] = context.queue.drain()
    expect(first).toMatchObject({item: {workflow: {summary: {duration: expect.any(Number)}, expanded: false}}})
    expect(second).toMatchObject({item: {workflow: {summary: {title: 'Two things'}, expanded: true}}})
    context.endWorkflow()
    expect(lines(context)).toEqual([])
  })

  test('without which there is nothing to update, and a task that is not there, are errors that say so', () => {
    expect(() => context.updateWorkflowTask(task('one'), 0)).toThrow('Call startWorkflow or addWorkflowTask first')
    context.addWorkflowTask(task('one'))
    expect(() => context.updateWorkflowTask(task('one'), 1)).toThrow('has 1 tasks; there is none at 1')
  })

  test.each<[string, boolean, ThreadItem]>([
    ['a widget', true, {...base, type: 'widget', id: 'x', widget: {type: 'Card', children: []}}],
    ['the end of a turn', true, {...base, type: 'end_of_turn', id: 'x'}],
    ['hidden context', false, {...base, type: 'hidden_context_item', id: 'x', content: ''}],
    ['hidden context of the SDK', false, {...base, type: 'sdk_hidden_context', id: 'x', content: ''}],
    [
      'a client tool call',
      false,
      {...base, type: 'client_tool_call', id: 'x', status: 'pending', call_id: 'c', name: 'n', arguments: {}},
    ],
  ])('after %s is ended: %s', (_what, ends, item) => {
    context.addWorkflowTask(task('one'))
    context.stream({type: 'thread.item.done', item})
    expect(lines(context)).toEqual([
      'added custom workflow of 1',
      ...(ends ? ['done custom workflow of 1 ended'] : []),
      `done ${item.type === 'client_tool_call' ? 'call n' : item.type}`,
    ])
  })

  test('is not ended by the end of something that began before it', () => {
    const item: ThreadItem = {...base, type: 'widget', id: 'x', widget: {type: 'Card', children: []}}
    context.stream({type: 'thread.item.added', item})
    context.addWorkflowTask(task('one'))
    context.stream({type: 'thread.item.done', item})
    expect(lines(context)).toEqual(['added widget', 'added custom workflow of 1', 'done widget'])
  })

  test('that the app sends itself is the open one until it is done', () => {
    const item: ThreadItem = {
      ...base,
      type: 'workflow',
      id: 'wf_app',
      workflow: {type: 'custom', tasks: [], expanded: false},
    }
    context.stream({type: 'thread.item.added', item})
    expect(context.workflowItem).toBe(item)
    context.stream({type: 'thread.item.done', item})
    expect(context.workflowItem).toBeNull()
  })
})

test('ids come from the store', () => {
  expect(context.generateId('thread')).toMatch(/^thr_/)
  expect(context.generateId('task')).toMatch(/^tsk_/)
})
