import {eventsOf} from './replies.js'

const types = (events) => events.map(({type}) => type)
const image = (id) => ({image: id, partial: ['AA'], result: 'BB'})

test('a response is framed, and its events are numbered', () => {
  const events = eventsOf('responses', [{message: 'm', parts: [{text: ['a', 'b']}]}])
  expect(types(events)).toEqual([
    'response.created',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ])
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index))
})

test('items may stream at the same time', () => {
  const events = eventsOf('responses', {items: [image('a'), image('b')], interleaved: true})
  const ids = events.flatMap(({item, item_id: id}) => item?.id ?? id ?? [])
  expect(ids).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
})

test('a response that breaks off has no end', () => {
  expect(types(eventsOf('responses', {items: [], break: true}))).toEqual(['response.created'])
})

test('a chat completion ends as its deltas ask for', () => {
  const last = (deltas) => eventsOf('chat', deltas).at(-1).choices[0].finish_reason
  expect(last([{content: 'a'}])).toBe('stop')
  expect(last([{tool_calls: []}])).toBe('tool_calls')
})
