import type {Annotation, AssistantMessageItem, Thread, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {initialState} from './initial.ts'
import {reduce} from './reduce.ts'
import {groupTurns, joinParts, pendingToolCall, reuseTurns} from './select.ts'
import type {ChatState} from './types.ts'

const at = '2026-01-05T10:00:00Z'
const base = {thread_id: 'thr_1', created_at: at}
const thread: Thread = {
  id: 'thr_1',
  created_at: at,
  status: {type: 'active'},
  metadata: {},
  items: {data: [], has_more: false},
}
const draft = {
  content: [{type: 'input_text' as const, text: 'Why?'}],
  attachments: [],
  quoted_text: null,
  inference_options: {},
}
const question = (id: string): UserMessageItem => ({
  ...base,
  type: 'user_message',
  id,
  content: draft.content,
  attachments: [],
  inference_options: {},
})
const answer = (id: string, text = '', annotations: Annotation[] = []): AssistantMessageItem => ({
  ...base,
  type: 'assistant_message',
  id,
  content: text === '' ? [] : [{type: 'output_text', text, annotations}],
})
const cite = (index: number): Annotation => ({
  type: 'annotation',
  index,
  source: {type: 'url', title: `Page ${index}`, url: `/p${index}`},
})

const play = (events: readonly ThreadStreamEvent[], from: ChatState = initialState) =>
  reduce(from, {type: 'events', events})
const delta = (text: string, index = 0): ThreadStreamEvent => ({
  type: 'thread.item.updated',
  item_id: 'msg_2',
  update: {type: 'assistant_message.content_part.text_delta', content_index: index, delta: text},
})
const added: ThreadStreamEvent = {type: 'thread.item.added', item: answer('msg_2')}
const sent = reduce(initialState, {type: 'message.sent', item: question('local_1'), draft})
const ids = (state: ChatState) => state.items.map((entry) => entry.item.id)
const content = (state: ChatState) => (state.items.at(-1)?.item as AssistantMessageItem | undefined)?.content ?? []

describe('a message of the reader', () => {
  test('is shown at once, and the server’s takes its place without a new row', () => {
    expect(sent.phase).toBe('waiting')
    const confirmed = play([{type: 'thread.item.done', item: question('msg_1')}], sent)
    expect(ids(confirmed)).toEqual(['msg_1'])
    expect(confirmed.items[0]).toMatchObject({key: 'local_1', done: true})
    expect(confirmed.items[0]?.local).toBeUndefined()
  })

  test('stays as not sent when the turn fails before the server confirmed it, and can be sent again', () => {
    const failed = reduce(sent, {type: 'turn.failed', message: 'No network.', retryable: true})
    expect(failed.items[0]?.local?.status).toBe('failed')
    expect(failed.error).toEqual({message: 'No network.', retry: {kind: 'resend', key: 'local_1'}})
  })

  test('is answered again after a failure that came once the server had it', () => {
    const confirmed = play([{type: 'thread.item.done', item: question('msg_1')}, added, delta('Half')], sent)
    const failed = reduce(confirmed, {type: 'turn.failed', message: null, retryable: true})
    expect(failed.error?.retry).toEqual({kind: 'after', itemId: 'msg_1'})
    expect(content(failed)[0]?.text).toBe('Half')
    const retried = reduce(failed, {type: 'turn.started', after: 'msg_1'})
    expect(ids(retried)).toEqual(['msg_1'])
    expect(retried.error).toBeNull()
  })
})

describe('an answer', () => {
  test('grows part by part; missing parts are padded', () => {
    const state = play([added, delta('Hel'), delta('lo'), delta('tail', 2)])
    expect(content(state).map((part) => part.text)).toEqual(['Hello', '', 'tail'])
  })

  test('inserts an annotation at its index, and appends it when the index lies beyond the end', () => {
    const annotate = (annotation_index: number, annotation: Annotation): ThreadStreamEvent => ({
      type: 'thread.item.updated',
      item_id: 'msg_2',
      update: {type: 'assistant_message.content_part.annotation_added', content_index: 0, annotation_index, annotation},
    })
    const state = play([added, annotate(0, cite(1)), annotate(0, cite(2)), annotate(9, cite(3))])
    expect(content(state)[0]?.annotations.map(({index}) => index)).toEqual([2, 1, 3])
  })

  test('keeps its streamed annotations when the finished part brings none', () => {
    const partDone = (annotations: Annotation[]): ThreadStreamEvent => ({
      type: 'thread.item.updated',
      item_id: 'msg_2',
      update: {
        type: 'assistant_message.content_part.done',
        content_index: 0,
        content: {type: 'output_text', text: 'All', annotations},
      },
    })
    const streamed: ThreadStreamEvent = {
      type: 'thread.item.updated',
      item_id: 'msg_2',
      update: {
        type: 'assistant_message.content_part.annotation_added',
        content_index: 0,
        annotation_index: 0,
        annotation: cite(1),
      },
    }
    expect(content(play([added, streamed, partDone([])]))[0]).toMatchObject({text: 'All', annotations: [cite(1)]})
    expect(content(play([added, streamed, partDone([cite(2)])]))[0]?.annotations).toEqual([cite(2)])
  })

  test('that is done ignores late updates of a replay', () => {
    const done = play([added, delta('Hi'), {type: 'thread.item.done', item: answer('msg_2', 'Hi there')}])
    expect(play([added, delta('Hi')], done)).toEqual(done)
  })

  test('keeps its partial text after Stop', () => {
    const stopped = reduce(play([added, delta('Half')], sent), {type: 'turn.ended'})
    expect(stopped.phase).toBe('idle')
    expect(content(stopped)[0]?.text).toBe('Half')
    expect(stopped.items.at(-1)?.done).toBe(true)
  })
})

describe('events around the items', () => {
  const talked = play([
    {type: 'thread.item.done', item: question('msg_1')},
    {type: 'thread.item.done', item: answer('msg_2', 'Hi')},
  ])

  test.each(['thread.created', 'thread.updated'] as const)(
    '%s brings the title and leaves the transcript alone',
    (type) => {
      const state = play([{type, thread: {...thread, title: 'Topics'}}], talked)
      expect(state.thread?.title).toBe('Topics')
      expect(ids(state)).toEqual(['msg_1', 'msg_2'])
    },
  )

  test('a removed item goes; a replaced one keeps its place', () => {
    expect(ids(play([{type: 'thread.item.removed', item_id: 'msg_1'}], talked))).toEqual(['msg_2'])
    const replaced = play([{type: 'thread.item.replaced', item: {...question('msg_1'), quoted_text: 'x'}}], talked)
    expect(ids(replaced)).toEqual(['msg_1', 'msg_2'])
    expect(replaced.items[0]?.item).toMatchObject({quoted_text: 'x'})
  })

  test('a progress line stands until something of the answer arrives', () => {
    const reading = play([{type: 'progress_update', text: 'Reading…'}], sent)
    expect(reading.progress).toEqual({text: 'Reading…', icon: null})
    expect(play([added], reading).progress).toBeNull()
  })

  test('an error offers Retry only where the server allows it', () => {
    expect(play([{type: 'error', code: 'custom', message: 'No.', allow_retry: false}], talked).error).toEqual({
      message: 'No.',
      retry: null,
    })
    expect(play([{type: 'error', code: 'stream.error', allow_retry: true}], talked).error?.retry).toEqual({
      kind: 'after',
      itemId: 'msg_1',
    })
  })

  test('a notice is shown once, and can be dismissed', () => {
    const notice: ThreadStreamEvent = {type: 'notice', level: 'info', message: 'Old edition'}
    const state = play([notice, notice], sent)
    expect(state.notices).toHaveLength(1)
    expect(reduce(state, {type: 'notice.dismissed', index: 0}).notices).toEqual([])
  })

  test('stream_options decide whether Stop is offered, until the turn ends', () => {
    const state = play([{type: 'stream_options', stream_options: {allow_cancel: false}}], sent)
    expect(state.allowCancel).toBe(false)
    expect(reduce(state, {type: 'turn.ended'}).allowCancel).toBe(true)
  })

  test('workflow tasks are put at their index', () => {
    const task = (title: string) => ({type: 'custom' as const, title, status_indicator: 'none' as const})
    const update = (
      type: 'workflow.task.added' | 'workflow.task.updated',
      task_index: number,
      title: string,
    ): ThreadStreamEvent => ({
      type: 'thread.item.updated',
      item_id: 'wf_1',
      update: {type, task_index, task: task(title)},
    })
    const state = play([
      {
        type: 'thread.item.added',
        item: {...base, type: 'workflow', id: 'wf_1', workflow: {type: 'custom', tasks: [], expanded: false}},
      },
      update('workflow.task.added', 0, 'a'),
      update('workflow.task.added', 1, 'b'),
      update('workflow.task.updated', 0, 'A'),
      update('workflow.task.updated', 9, 'c'),
    ])
    expect(state.items[0]?.item).toMatchObject({workflow: {tasks: [{title: 'A'}, {title: 'b'}, {title: 'c'}]}})
  })

  test('an unknown event or item type does no harm', () => {
    const unknown = {type: 'thread.item.sung', item_id: 'msg_1'} as unknown as ThreadStreamEvent
    expect(play([unknown], talked)).toEqual(talked)
    const strange = {
      type: 'thread.item.done',
      item: {...base, type: 'hologram', id: 'h_1'},
    } as unknown as ThreadStreamEvent
    expect(ids(play([strange], talked))).toEqual(['msg_1', 'msg_2', 'h_1'])
  })
})

describe('a stored thread', () => {
  const loaded = reduce(initialState, {
    type: 'thread.loaded',
    thread,
    items: [question('msg_3'), answer('msg_4', 'Four')],
    older: 'msg_3',
  })

  test('replaces what was shown', () => {
    expect(loaded).toMatchObject({phase: 'idle', older: 'msg_3', anchor: null})
    expect(loaded.items.every((entry) => entry.done)).toBe(true)
  })

  test('gets its earlier items in front, each once', () => {
    const page = {data: [question('msg_3'), answer('msg_2', 'Two'), question('msg_1')], has_more: false}
    const state = reduce(loaded, {type: 'items.older', page})
    expect(ids(state)).toEqual(['msg_1', 'msg_2', 'msg_3', 'msg_4'])
    expect(state.older).toBeNull()
  })

  test('is brought up to date without losing what the server does not know yet', () => {
    const writing = reduce(loaded, {type: 'message.sent', item: question('local_2'), draft})
    const state = reduce(writing, {
      type: 'thread.synced',
      thread,
      items: [question('msg_3'), answer('msg_4', 'Four!'), answer('msg_5', 'Five')],
    })
    expect(ids(state)).toEqual(['msg_3', 'msg_4', 'msg_5', 'local_2'])
  })
})

describe('selections', () => {
  test('a turn is a message of the reader with what follows it', () => {
    const state = play([
      {type: 'thread.item.done', item: answer('msg_0', 'Welcome')},
      {type: 'thread.item.done', item: question('msg_1')},
      {type: 'thread.item.done', item: answer('msg_2', 'Hi')},
    ])
    expect(groupTurns(state.items).map((turn) => turn.entries.map((entry) => entry.item.id))).toEqual([
      ['msg_0'],
      ['msg_1', 'msg_2'],
    ])
  })

  test('a turn that did not change stays the same object', () => {
    const before = play([
      {type: 'thread.item.done', item: question('msg_1')},
      {type: 'thread.item.done', item: answer('msg_2', 'Hi')},
      {type: 'thread.item.done', item: question('msg_3')},
    ])
    const after = play([{type: 'thread.item.added', item: answer('msg_4')}], before)
    const turns = groupTurns(before.items)
    const next = reuseTurns(turns, groupTurns(after.items))
    expect(next[0]).toBe(turns[0])
    expect(next[1]).not.toBe(turns[1])
    expect(next[1]?.entries).toHaveLength(2)
  })

  test('parts of a message join into one text, and its citations move along', () => {
    const item = answer('msg_2', 'One.', [cite(4)])
    item.content.push({type: 'output_text', text: 'Two.', annotations: [cite(4)]})
    const {text, annotations} = joinParts(item)
    expect(text).toBe('One.\n\nTwo.')
    expect(annotations.map(({index}) => index)).toEqual([4, 10])
  })

  test('a client tool is waited for only while its call is the newest item', () => {
    const call: ThreadStreamEvent = {
      type: 'thread.item.done',
      item: {
        ...base,
        type: 'client_tool_call',
        id: 'tc_1',
        call_id: 'c',
        name: 'open',
        arguments: {},
        status: 'pending',
      },
    }
    const waiting = play([call])
    expect(pendingToolCall(waiting)?.name).toBe('open')
    expect(pendingToolCall(reduce(waiting, {type: 'tool.answered', itemId: 'tc_1', output: {}}))).toBeNull()
    expect(pendingToolCall(play([{type: 'thread.item.done', item: answer('msg_9', 'Done')}], waiting))).toBeNull()
  })
})
