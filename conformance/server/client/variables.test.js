import {capture, expand, fillIn} from './variables.js'

test('names are replaced at any depth, other texts are not', () => {
  const filled = fillIn({a: ['$thread', {b: '$user'}], c: 'costs $5', d: null}, {thread: 'thr_1', user: 'msg_1'})
  expect(filled).toEqual({a: ['thr_1', {b: 'msg_1'}], c: 'costs $5', d: null})
})

test('a name without a value says which there are', () => {
  expect(() => fillIn('$file', {thread: 'thr_1'})).toThrow('$file is not known here. Known: thread.')
})

test('a long text is written short', () => {
  expect(fillIn('$x*5', {})).toBe('xxxxx')
})

test('the newest thread and user message are remembered, other things by their path', () => {
  const outcome = {
    body: {id: 'atc_1'},
    events: [
      {type: 'thread.created', thread: {id: 'thr_1'}},
      {type: 'thread.item.done', item: {type: 'user_message', id: 'msg_1'}},
      {type: 'thread.item.done', item: {type: 'assistant_message', id: 'msg_2'}},
    ],
  }
  expect(capture(outcome, {file: 'body.id', answer: 'events.2.item.id', missing: 'body.x.y'})).toEqual({
    thread: 'thr_1',
    user: 'msg_1',
    file: 'atc_1',
    answer: 'msg_2',
  })
})

test('a record that stands for many has a number and a time of its own', () => {
  const {items} = expand({items: [{repeat: 10, id: 'msg_#', text: 'Item #', created_at: '2026-01-02T03:04:59Z'}]})
  expect(items).toHaveLength(10)
  expect(items[1]).toEqual({id: 'msg_02', text: 'Item 02', created_at: '2026-01-02T03:05:00.000Z'})
})
