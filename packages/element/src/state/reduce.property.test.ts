import * as fc from 'fast-check'
import type {Annotation, ThreadItem, ThreadStreamEvent} from 'chatkit-protocol'
import {initialState} from './initial.ts'
import {reduce} from './reduce.ts'

const at = '2026-01-05T10:00:00Z'
const play = (events: readonly ThreadStreamEvent[]) => reduce(initialState, {type: 'events', events})

const annotation: fc.Arbitrary<Annotation> = fc.record({
  type: fc.constant('annotation' as const),
  index: fc.nat(40),
  source: fc.record({type: fc.constant('url' as const), title: fc.string(), url: fc.webPath()}),
})

/** All events of one answer, as a server sends them: begun, streamed, and finished with its whole text. */
const answerEvents = fc
  .record({
    id: fc.nat(5),
    deltas: fc.array(fc.string({maxLength: 6}), {maxLength: 6}),
    annotations: fc.array(annotation, {maxLength: 3}),
  })
  .map(({id, deltas, annotations}): ThreadStreamEvent[] => {
    const item_id = `msg_${id}`
    const item: ThreadItem = {type: 'assistant_message', id: item_id, thread_id: 'thr_1', created_at: at, content: []}
    const update = (
      update: Extract<ThreadStreamEvent, {type: 'thread.item.updated'}>['update'],
    ): ThreadStreamEvent => ({
      type: 'thread.item.updated',
      item_id,
      update,
    })
    const deltaEvents = deltas.map((delta) =>
      update({type: 'assistant_message.content_part.text_delta', content_index: 0, delta}),
    )
    const annotationEvents = annotations.map((value, index) =>
      update({
        type: 'assistant_message.content_part.annotation_added',
        content_index: 0,
        annotation_index: index,
        annotation: value,
      }),
    )
    const done = {...item, content: [{type: 'output_text' as const, text: deltas.join(''), annotations}]}
    const events: ThreadStreamEvent[] = [{type: 'thread.item.added', item}]
    return events.concat(deltaEvents, annotationEvents, {type: 'thread.item.done', item: done})
  })

const sideEvent: fc.Arbitrary<ThreadStreamEvent[]> = fc
  .oneof(
    fc.record({type: fc.constant('progress_update' as const), text: fc.string()}),
    fc.record({type: fc.constant('notice' as const), level: fc.constant('info' as const), message: fc.string()}),
    fc.record({type: fc.constant('stream_options' as const), stream_options: fc.record({allow_cancel: fc.boolean()})}),
    fc.nat(5).map((id) => ({type: 'thread.item.removed' as const, item_id: `msg_${id}`})),
    fc.string().map((title) => ({
      type: 'thread.updated' as const,
      thread: {
        id: 'thr_1',
        created_at: at,
        title,
        status: {type: 'active' as const},
        metadata: {},
        items: {data: [], has_more: false},
      },
    })),
  )
  .map((event) => [event])

/** A whole stream. Each answer has its own id, and only what was there is removed: servers do not reuse ids. */
const stream = fc.array(fc.oneof(answerEvents, sideEvent), {maxLength: 6}).map((groups) => {
  const seen = new Set<string>()
  return groups
    .filter(([first]) => {
      if (first?.type === 'thread.item.removed') return seen.has(first.item_id)
      if (first?.type !== 'thread.item.added') return true
      const fresh = !seen.has(first.item.id)
      seen.add(first.item.id)
      return fresh
    })
    .flat()
})

test('a stream that broke off and is replayed from its start ends where the clean stream ends', () => {
  fc.assert(
    fc.property(stream, fc.nat(), (events, cut) => {
      const prefix = events.slice(0, cut % (events.length + 1))
      expect(play([...prefix, ...events])).toEqual(play(events))
    }),
  )
})

test('a stream that resumes a few events too early ends where the clean stream ends', () => {
  fc.assert(
    fc.property(answerEvents, fc.nat(), fc.nat(), (events, cut, back) => {
      const at = cut % (events.length + 1)
      const from = Math.max(0, at - (back % 4))
      expect(play([...events.slice(0, at), ...events.slice(from)])).toEqual(play(events))
    }),
  )
})

test('events that come twice end where the clean stream ends', () => {
  fc.assert(
    fc.property(answerEvents, fc.array(fc.boolean()), (events, twice) => {
      expect(play(events.flatMap((event, index) => (twice[index] ? [event, event] : [event])))).toEqual(play(events))
    }),
  )
})

test('no event of any shape ever throws', () => {
  const wild = fc.record(
    {
      type: fc.oneof(
        fc.string(),
        fc.constantFrom('thread.item.added', 'thread.item.updated', 'thread.item.done', 'thread.item.removed'),
      ),
      item: fc.record({
        type: fc.oneof(fc.string(), fc.constantFrom('assistant_message', 'user_message', 'widget')),
        id: fc.string(),
      }),
      item_id: fc.string(),
      update: fc.record({type: fc.string(), content_index: fc.oneof(fc.integer(), fc.double()), delta: fc.string()}),
      extra: fc.jsonValue(),
    },
    {requiredKeys: ['type', 'item', 'item_id', 'update']},
  )
  fc.assert(
    fc.property(fc.array(wild, {maxLength: 8}), (events) => {
      expect(() => play(events as unknown as ThreadStreamEvent[])).not.toThrow()
    }),
  )
})
