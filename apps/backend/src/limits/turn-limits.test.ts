import {TokenBudget} from './token-budget.ts'
import {TurnLimits} from './turn-limits.ts'

test('the sessions of one address share so many questions a minute, and others are not disturbed', () => {
  let now = 1_000_000
  const limits = new TurnLimits({
    turnsPerMinute: 9,
    turnsPerDay: 9,
    turnsPerAddress: 3,
    concurrentRuns: 9,
    now: () => now,
  })
  for (const session of ['a', 'b', 'c']) limits.begin(session, '192.0.2.1')()
  expect(() => limits.begin('d', '192.0.2.1')).toThrow(/Too many questions at once/)
  expect(() => limits.begin('d', '192.0.2.2')()).not.toThrow()
  now += 120_000
  expect(() => limits.begin('d', '192.0.2.1')()).not.toThrow()
})

test('a budget is spent by what was counted and what was not, and is whole again the next day', () => {
  let now = Date.UTC(2026, 0, 1, 12)
  const budget = new TokenBudget(10_000, () => now)
  budget.resume({tokens: 1_000, uncounted: 1})
  budget.spend({input: 4_000, output: 900})
  expect(budget.isSpent).toBe(false)
  budget.spend(null)
  expect(budget.isSpent).toBe(true)
  now += 12 * 60 * 60_000
  expect(budget.isSpent).toBe(false)
  expect(new TokenBudget(0).isSpent).toBe(false)
})
