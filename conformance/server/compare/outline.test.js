import {outline} from './outline.js'

test('of a stream: the events, with the type of their item or update', () => {
  const events = [
    {type: 'stream_options'},
    {type: 'thread.item.added', item: {type: 'widget'}},
    {type: 'thread.item.updated', update: {type: 'widget.root.updated'}},
  ]
  expect(outline({status: 200, events})).toEqual([
    'stream_options',
    'thread.item.added widget',
    'thread.item.updated widget.root.updated',
  ])
})

test('of a list: the types of its records, runs of them counted', () => {
  const data = [{type: 'task'}, {type: 'task'}, {type: 'widget'}, {type: 'task'}]
  expect(outline({status: 200, body: {data}})).toEqual(['task ×2', 'widget', 'task'])
  expect(outline({status: 200, body: [{id: 'thr_1'}]})).toEqual(['thread'])
  expect(outline({status: 200, body: []})).toEqual([])
})

test('of anything else: the status', () => {
  expect(outline({status: 200, body: {}})).toBe(200)
  expect(outline({status: 500, body: 'Internal Server Error'})).toBe(500)
  expect(outline({status: 400, body: {data: []}})).toBe(400)
})
