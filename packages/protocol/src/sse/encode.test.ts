import * as fc from 'fast-check'
import type {ThreadStreamEvent} from '../index.ts'
import {encodeComment, encodeEvent, EventEncoder, SseError} from './index.ts'

const event: ThreadStreamEvent = {type: 'progress_update', text: 'Größe 漢字 \u2028 "x"\n'}

test('an event is one data line of compact JSON, non-ASCII as it is', () => {
  expect(encodeEvent(event)).toBe('data: {"type":"progress_update","text":"Größe 漢字 \u2028 \\"x\\"\\n"}\n\n')
})

test('a text delta is written as JSON.stringify would', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.string({unit: 'binary'}), (itemId, index, delta) => {
      const textDelta: ThreadStreamEvent = {
        type: 'thread.item.updated',
        item_id: itemId,
        update: {type: 'assistant_message.content_part.text_delta', content_index: index, delta},
      }
      expect(encodeEvent(textDelta)).toBe(`data: ${JSON.stringify(textDelta)}\n\n`)
    }),
  )
})

test('an encoder of a whole stream writes each event as if it were the only one, whatever came before', () => {
  const textDelta = fc.record({
    type: fc.constant('thread.item.updated' as const),
    item_id: fc.constantFrom('msg_1', 'msg_"2"'),
    update: fc.record({
      type: fc.constant('assistant_message.content_part.text_delta' as const),
      content_index: fc.constantFrom(0, 1, NaN),
      delta: fc.string(),
    }),
  })
  fc.assert(
    fc.property(fc.array(fc.oneof(textDelta, fc.constant(event))), (events) => {
      const encoder = new EventEncoder()
      const frames = events.map((each, index) => encoder.encode(each, index))
      expect(frames).toEqual(events.map((each, index) => `id: ${index}\ndata: ${JSON.stringify(each)}\n\n`))
    }),
  )
})

test('an id comes first', () => {
  expect(encodeEvent({type: 'notice', level: 'info', message: 'm'}, 7)).toBe(
    'id: 7\ndata: {"type":"notice","level":"info","message":"m"}\n\n',
  )
})

test.each(['', 'a\nb', 'a\rb', 'a\0b'])('the id %j is refused', (id) => {
  expect(() => encodeEvent(event, id)).toThrow(SseError)
})

test('a comment ends in one newline, so that no client sees an empty message', () => {
  expect(encodeComment('ping')).toBe(': ping\n')
  expect(() => encodeComment('a\ndata: x')).toThrow(/single line/)
})
