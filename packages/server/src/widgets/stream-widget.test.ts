import type {ThreadStreamEvent, WidgetRoot} from 'chatkit-protocol'
import {safeParseEvent} from 'chatkit-protocol/validate'
import {Card, Image, Text, streamWidget} from './index.ts'

const thread = {id: 'thr_1'}
const state = (value: string, streaming = true) => Card({}, Text(value, {id: 't', streaming}))

async function collect(events: AsyncIterable<ThreadStreamEvent>): Promise<ThreadStreamEvent[]> {
  const all: ThreadStreamEvent[] = []
  for await (const event of events) all.push(structuredClone(event))
  return all
}

/** All events until the end, and how it ended. */
async function collectUntilError(events: AsyncIterable<ThreadStreamEvent>) {
  const all: ThreadStreamEvent[] = []
  try {
    for await (const event of events) all.push(event)
    return {events: all, error: undefined}
  } catch (error) {
    return {events: all, error}
  }
}

async function* yieldAll(...widgets: WidgetRoot[]) {
  yield* widgets
}

describe('streamWidget', () => {
  test('a plain widget is one done item', async () => {
    const events = await collect(streamWidget(thread, state('Hi'), {copyText: 'Hi', generateId: (kind) => `${kind}-1`}))
    expect(events).toEqual([
      {
        type: 'thread.item.done',
        item: {
          type: 'widget',
          id: 'message-1',
          thread_id: 'thr_1',
          created_at: expect.stringMatching(/Z$/),
          copy_text: 'Hi',
          widget: state('Hi'),
        },
      },
    ])
    expect(safeParseEvent(events[0]).success).toBe(true)
  })

  test('states are added, updated and done under one id and time', async () => {
    const events = await collect(streamWidget(thread, yieldAll(state('H'), state('Hello'), state('Hello', false))))
    const item = {id: expect.stringMatching(/^msg_/), created_at: expect.any(String)}
    expect(events).toMatchObject([
      {type: 'thread.item.added', item: {...item, widget: state('H')}},
      {
        type: 'thread.item.updated',
        update: {type: 'widget.streaming_text.value_delta', component_id: 't', delta: 'ello', done: false},
      },
      {
        type: 'thread.item.updated',
        update: {type: 'widget.component.updated', component: {value: 'Hello', streaming: false}},
      },
      {type: 'thread.item.done', item: {...item, widget: state('Hello', false)}},
    ])
    const [added, , , done] = events
    expect(
      added?.type === 'thread.item.added' && done?.type === 'thread.item.done' && done.item.id === added.item.id,
    ).toBe(true)
    expect(events.map((event) => safeParseEvent(event).success)).toEqual([true, true, true, true])
  })

  test('any async iterable will do', async () => {
    const stream = new ReadableStream<WidgetRoot>({
      start(controller) {
        controller.enqueue(state('a'))
        controller.close()
      },
    })
    expect((await collect(streamWidget(thread, stream))).map(({type}) => type)).toEqual([
      'thread.item.added',
      'thread.item.done',
    ])
    expect(await collect(streamWidget(thread, [state('a'), state('ab')]))).toHaveLength(3)
  })

  test('a state that is changed in place is noticed', async () => {
    async function* changing() {
      const widget = state('a')
      yield widget
      widget.children.push(Image({src: 'b.png'}))
      yield widget
    }
    const events = await collect(streamWidget(thread, changing()))
    expect(events.map(({type}) => type)).toEqual(['thread.item.added', 'thread.item.updated', 'thread.item.done'])
  })

  test('a failure takes the item back before it goes on', async () => {
    async function* failing() {
      yield state('a')
      throw new Error('no more data')
    }
    const {events, error} = await collectUntilError(streamWidget(thread, failing()))
    expect(events.map(({type}) => type)).toEqual(['thread.item.added', 'thread.item.removed'])
    expect(error).toEqual(new Error('no more data'))
  })

  test('a failure before the first state leaves nothing to take back', async () => {
    const failing: AsyncIterable<WidgetRoot> = {
      [Symbol.asyncIterator]: () => ({next: () => Promise.reject(new Error('offline'))}),
    }
    expect(await collectUntilError(streamWidget(thread, failing))).toEqual({events: [], error: new Error('offline')})
  })

  test('no state at all is an error that says what to do', async () => {
    await expect(collect(streamWidget(thread, yieldAll()))).rejects.toThrow(
      'Yield at least one Card, ListView or Basic',
    )
  })

  test.each([
    [Text('x'), 'got a Text'],
    [null, 'got something without a type'],
    [{}, 'got something without a type'],
  ])('what is not a widget is refused (%#)', async (value, message) => {
    await expect(collect(streamWidget(thread, value as never))).rejects.toThrow(message)
    const {events, error} = await collectUntilError(streamWidget(thread, yieldAll(state('a'), value as never)))
    expect(events.map(({type}) => type)).toEqual(['thread.item.added', 'thread.item.removed'])
    expect(String(error)).toContain(message)
  })

  test('leaving early closes the source', async () => {
    let closed = false
    async function* endless() {
      try {
        for (let count = 0; ; count += 1) yield state('a'.repeat(count + 1))
      } finally {
        closed = true
      }
    }
    for await (const event of streamWidget(thread, endless())) if (event.type === 'thread.item.updated') break
    expect(closed).toBe(true)
  })
})
