import {diff} from './diff.js'

const compare = (left, right) => diff(['reference', left], ['ours', right])

test('the same data in another order of keys is the same', () => {
  expect(compare({a: 1, b: [null, {c: ''}]}, {b: [null, {c: ''}], a: 1})).toEqual([])
})

test('says where, and what on either side', () => {
  expect(compare({events: [{type: 'a'}, {type: 'b'}]}, {events: [{type: 'a'}, {type: 'c'}]})).toEqual([
    'events.1.type: reference "b", ours "c"',
  ])
})

test.each([
  ['a key that is missing', {a: 1}, {}, 'a: reference 1, ours nothing'],
  ['a key too many', {}, {a: null}, 'a: reference nothing, ours null'],
  ['an entry too many', [1], [1, 2], '1: reference nothing, ours 2'],
  ['a list for an object', {a: []}, {a: {}}, 'a: reference [], ours {}'],
  ['a number for a text', {a: 1}, {a: '1'}, 'a: reference 1, ours "1"'],
  ['null for an object', {a: null}, {a: {}}, 'a: reference null, ours {}'],
  ['a key that every object inherits', {}, {constructor: 1}, 'constructor: reference nothing, ours 1'],
  ['everything', 1, 2, 'everything: reference 1, ours 2'],
])('sees %s', (_what, left, right, line) => {
  expect(compare(left, right)).toEqual([line])
})
