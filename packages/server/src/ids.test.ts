import {generateId} from './ids.ts'

test('ids sort by the time at which they were made', () => {
  const times = [0, 1, 31, 32, 1_000_000, 1_770_000_000_000, 1_770_000_000_001, 9_999_999_999_999]
  const ids = times.map((time) => generateId('message', time))
  expect(ids.toSorted()).toEqual(ids)
})

test('ids of one moment do not repeat', () => {
  const ids = Array.from({length: 10_000}, () => generateId('thread', 1))
  expect(new Set(ids).size).toBe(10_000)
})

test.each([
  ['thread', 'thr'],
  ['message', 'msg'],
  ['tool_call', 'tc'],
  ['task', 'tsk'],
  ['workflow', 'wf'],
  ['attachment', 'atc'],
  ['sdk_hidden_context', 'shcx'],
] as const)('the id of a %s begins with %s_', (kind, prefix) => {
  expect(generateId(kind)).toMatch(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{30}$`))
})
