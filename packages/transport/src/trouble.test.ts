import {createTrouble} from './trouble.ts'

test('runs in trouble are told of once, however many they are, and a pause only while nothing is broken', () => {
  const told: unknown[] = []
  const report = createTrouble((...state) => told.push(state))
  report('a', true, 3)
  report('a', true, 3)
  report('b', true, 5)
  report('a', true)
  report('a', false)
  report('b', false)
  report('b', false)
  expect(told).toEqual([
    [true, 3],
    [true, 5],
    [true, undefined],
    [true, 5],
    [false, undefined],
  ])
})
