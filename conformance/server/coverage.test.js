import {judgeCoverage} from './coverage.js'

const entries = [
  {group: 'events', id: 'error'},
  {group: 'events', id: 'notice'},
]
const result = (verdict, ...covers) => ({verdict, scenario: {name: 'some', covers}})

test('an entry is as bad as the worst scenario that covers it; without one it is not covered', () => {
  const judged = judgeCoverage(entries, [result('identical', 'error'), result('deliberate', 'error')])
  expect(judged.map(({id, verdict}) => [id, verdict])).toEqual([
    ['error', 'deliberate'],
    ['notice', 'not covered'],
  ])
})

test('what is not on the list cannot be covered', () => {
  expect(() => judgeCoverage(entries, [result('identical', 'eror')])).toThrow('covers "eror"')
})

test('a deviation that is none any more is a difference', () => {
  const deviation = {group: 'deviations', id: 'deviation: times'}
  const [judged] = judgeCoverage([deviation], [result('identical', 'deviation: times')])
  expect(judged.verdict).toBe('different')
})
