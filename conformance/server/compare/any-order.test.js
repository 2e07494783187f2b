import {inAnyOrder} from './any-order.js'

const removed = (id) => ({type: 'thread.item.removed', item_id: id})
const other = {type: 'stream_options'}

test('events of the type are put in order, the others stay', () => {
  const events = [removed('b'), other, removed('a')]
  expect(inAnyOrder({status: 200, events}, 'thread.item.removed')).toEqual({
    status: 200,
    events: [removed('a'), other, removed('b')],
  })
})

test('without a type, or without events, nothing is moved', () => {
  const outcome = {status: 200, events: [removed('b'), removed('a')]}
  expect(inAnyOrder(outcome)).toBe(outcome)
  expect(inAnyOrder({status: 404}, 'thread.item.removed')).toEqual({status: 404})
  expect(inAnyOrder(null, 'thread.item.removed')).toBeNull()
})
