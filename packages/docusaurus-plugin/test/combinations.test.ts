import {coverPairs, coverValues, FACTORS, listPairs} from '../../../scripts/lib/sites/combinations.js'

const sites = coverPairs()
const factors = Object.entries(FACTORS)

test('each value of a factor meets each value of every other one, in far fewer sites than there are', () => {
  const covered = new Set(sites.flatMap(listPairs))
  for (const [name, values] of factors) {
    for (const [other, others] of factors.filter(([key]) => key > name)) {
      for (const value of values) {
        for (const second of others) {
          const pair = [`${name}=${value} ${other}=${second}`, `${other}=${second} ${name}=${value}`]
          expect([pair, pair.some((one) => covered.has(one))]).toEqual([pair, true])
        }
      }
    }
  }
  expect(sites.length).toBeLessThanOrEqual(16)
})

test('it is the same every time, so that a site has one number', () => {
  expect(coverPairs()).toEqual(sites)
})

test('the small set has every value, and the slow bundler once', () => {
  const few = coverValues()
  const values = (set: object[]) =>
    new Set(set.flatMap((site) => Object.entries(site).map(([key, value]) => `${key}=${value}`)))
  expect(values(few)).toEqual(values(sites))
  expect(few.filter(({bundler}) => bundler === 'webpack')).toHaveLength(1)
})
