import * as fc from 'fast-check'
import {cloneJson, equalJson} from './json.ts'

const json = fc.jsonValue({maxDepth: 4})

test('a copy is equal and shares nothing that could be changed', () => {
  fc.assert(
    fc.property(json, (value) => {
      const copy = cloneJson(value)
      expect(copy).toEqual(value)
      expect(equalJson(value, copy)).toBe(true)
      if (value !== null && typeof value === 'object') expect(copy).not.toBe(value)
    }),
  )
})

test('two values are equal exactly if their JSON is, whatever the order of keys', () => {
  const sorted = (value: unknown): string =>
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
        : inner,
    )
  const small = fc.jsonValue({maxDepth: 2, depthSize: 'xsmall', stringUnit: fc.constantFrom('a', 'b')})
  fc.assert(
    fc.property(small, small, (left, right) => {
      // JSON has one zero.
      expect(equalJson(left, right)).toBe(sorted(left) === sorted(right))
    }),
    {numRuns: 2000},
  )
})

test.each([
  [{a: undefined}, {}, true],
  [{a: undefined}, {b: undefined}, true],
  [{a: undefined}, {b: 1}, false],
  [{a: null}, {}, false],
  [[undefined], [], false],
  [[], {}, false],
  [null, {}, false],
  [Number.NaN, Number.NaN, true],
])('%j and %j', (left, right, expected) => {
  expect(equalJson(left, right)).toBe(expected)
  expect(equalJson(right, left)).toBe(expected)
})

test('a key named __proto__ is an ordinary key', () => {
  const value: unknown = JSON.parse('{"__proto__": {"polluted": true}}')
  const copy = cloneJson(value)
  expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true}}')
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
})
