import {WindowLimiter} from './window.ts'

let now = 0
const create = (limit: number) => new WindowLimiter({limit, windowMs: 60_000, now: () => now})

beforeEach(() => {
  now = 1_000_000
})

test('so many are allowed, then the time to wait is said and is enough', () => {
  const limiter = create(3)
  expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([0, 0, 0])
  const wait = limiter.take('a')
  expect(wait).toBeGreaterThan(0)
  now += wait * 1000
  expect(limiter.take('a')).toBe(0)
})

test('keys do not disturb each other', () => {
  const limiter = create(1)
  limiter.take('a')
  expect(limiter.take('b')).toBe(0)
})

test('nobody gets twice the limit around the edge of a window', () => {
  const limiter = create(10)
  let allowed = 0
  now += 59_000
  for (let second = 0; second < 4; second += 1) {
    for (let i = 0; i < 10; i += 1) if (limiter.take('a') === 0) allowed += 1
    now += 1_000
  }
  expect(allowed).toBeLessThanOrEqual(11)
})

test('a flood of keys does not grow without bound, and does not fail', () => {
  const limiter = create(1)
  for (let i = 0; i < 60_000; i += 1) limiter.take(`address ${i}`)
  expect(limiter.take('another')).toBe(0)
})
