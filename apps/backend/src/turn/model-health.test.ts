import {ModelHealth} from './model-health.ts'

let now = 0
let health: ModelHealth
beforeEach(() => {
  now = 1_000_000
  health = new ModelHealth(() => now)
})

test('a model that has not failed is asked', () => {
  expect([health.admit(), health.failing]).toEqual([true, false])
})

test('after a failure it is left alone for half a minute', () => {
  health.fail()
  expect([health.admit(), health.failing]).toEqual([false, true])
  now += 29_999
  expect(health.admit()).toBe(false)
  now += 1
  expect(health.admit()).toBe(true)
})

test('then one question tries it, and the others do not wait for the outcome', () => {
  health.fail()
  now += 30_000
  expect([health.admit(), health.admit()]).toEqual([true, false])
  health.succeed()
  expect([health.admit(), health.admit(), health.failing]).toEqual([true, true, false])
})

test('a try whose outcome is never known is followed by another', () => {
  health.fail()
  now += 30_000
  health.admit()
  now += 30_000
  expect(health.admit()).toBe(true)
})

test('the pause doubles with each failure, up to five minutes, and begins anew after a success', () => {
  const pauses = Array.from({length: 6}, () => {
    health.fail()
    const failed = now
    while (!health.admit()) now += 1_000
    return (now - failed) / 1_000
  })
  expect(pauses).toEqual([30, 60, 120, 240, 300, 300])
  health.succeed()
  health.fail()
  now += 30_000
  expect(health.admit()).toBe(true)
})

test('a server that asks for a longer pause gets it', () => {
  health.fail(90_000)
  now += 89_000
  expect(health.admit()).toBe(false)
  now += 1_000
  expect(health.admit()).toBe(true)
})

test('only the first failure of a row is worth a word', () => {
  expect([health.fail(), health.fail()]).toEqual([true, false])
  health.succeed()
  expect(health.fail()).toBe(true)
})
