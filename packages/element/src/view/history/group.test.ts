import type {ThreadMetadata} from 'chatkit-protocol'
import {groupByDay} from './group.ts'

const now = new Date(2026, 0, 5, 12)
const thread = (id: string, created: Date): ThreadMetadata => ({
  id,
  created_at: created.toISOString(),
  status: {type: 'active'},
  metadata: {},
})

test('threads are grouped by the reader’s own days; empty groups are left out', () => {
  const groups = groupByDay(
    [
      thread('a', new Date(2026, 0, 5, 0, 1)),
      thread('b', new Date(2026, 0, 4, 23, 59)),
      thread('c', new Date(2026, 0, 4, 0, 1)),
    ],
    now,
  )
  expect(groups.map(({key, threads}) => [key, threads.map(({id}) => id)])).toEqual([
    ['today', ['a']],
    ['yesterday', ['b', 'c']],
  ])
})

test('a date that cannot be read counts as earlier', () => {
  const [group] = groupByDay([{...thread('a', now), created_at: 'long ago'}], now)
  expect(group?.key).toBe('earlier')
})
