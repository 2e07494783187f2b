import {Calls} from './calls.ts'
import type {CallDelta} from './chat-chunk.ts'

/** The calls that a client puts together of the repaired pieces. */
function assemble(deltas: CallDelta[], used?: string[]): {id: string; name: string; args: string}[] {
  const calls = new Calls(used)
  const found: {id: string; name: string; args: string}[] = []
  for (const delta of deltas) {
    const {index, id, function: called} = calls.repair(delta) ?? {}
    if (typeof index !== 'number') continue
    const call = (found[index] ??= {id: id ?? '', name: '', args: ''})
    call.name += called?.name ?? ''
    call.args += called?.arguments ?? ''
  }
  return found
}

const piece = (args: string, more: CallDelta = {}): CallDelta => ({...more, function: {arguments: args}})
const begin = (name: string, args: string, more: CallDelta = {}): CallDelta => ({
  ...more,
  function: {name, arguments: args},
})

test.each<[string, CallDelta[], string[]]>([
  [
    'pieces in their places, one after the other and mixed',
    [
      begin('a', '', {index: 0, id: '1'}),
      begin('b', '', {index: 1, id: '2'}),
      piece('{"x":', {index: 0}),
      piece('{}', {index: 1}),
      piece('1}', {index: 0}),
    ],
    ['a{"x":1}', 'b{}'],
  ],
  ['the id with every piece', [begin('a', '{', {index: 0, id: '1'}), piece('}', {index: 0, id: '1'})], ['a{}']],
  [
    'places that begin at one',
    [begin('a', '{}', {index: 1, id: '1'}), begin('b', '{}', {index: 2, id: '2'})],
    ['a{}', 'b{}'],
  ],
  ['whole calls without a place', [begin('a', '{}', {id: '1'}), begin('b', '{}', {id: '2'})], ['a{}', 'b{}']],
  [
    'whole calls without place and id, of one tool',
    [begin('a', '{"x":1}'), begin('a', '{"x":2}')],
    ['a{"x":1}', 'a{"x":2}'],
  ],
  ['the name with every piece', [begin('a', '{"x"'), begin('a', ':1'), begin('a', '}'), begin('a', '')], ['a{"x":1}']],
  [
    'a name in pieces',
    [begin('a', '', {index: 0, id: '1'}), begin('b', '', {index: 0}), piece('{}', {index: 0})],
    ['ab{}'],
  ],
  ['a piece of no call', [piece('{}')], []],
])('%s', (_what, deltas, expected) => {
  const found = assemble(deltas)
  expect(found.map(({name, args}) => name + args)).toEqual(expected)
  expect(new Set(found.map(({id}) => id)).size).toBe(found.length)
  expect(found.every(({id}) => id !== '')).toBe(true)
})

test('an id is kept unless the conversation has it already', () => {
  const [call] = assemble([begin('a', '{}', {index: 0, id: 'call_1'})])
  expect(call?.id).toBe('call_1')
  const [again] = assemble([begin('a', '{}', {index: 0, id: 'call_1'})], ['call_1'])
  expect(again?.id).toMatch(/^call_[0-9a-f]{32}$/)
})
