/**
 * What Docusaurus sites differ in, as far as the plugin can notice. The last value of each is the one that the small set
 * tries first.
 *
 * @typedef {{bundler: 'rspack' | 'webpack', flags: 'v4' | 'v3', trailingSlash: boolean | undefined, baseUrl: '/' | '/x/',
 *   root: 'none' | 'site' | 'plugin', content: 'locales' | 'versions' | 'blog' | 'docs'}} Combination
 */
export const FACTORS = {
  bundler: ['rspack', 'webpack'],
  flags: ['v4', 'v3'],
  trailingSlash: [false, true, undefined],
  baseUrl: ['/', '/x/'],
  root: ['none', 'plugin', 'site'],
  content: ['locales', 'versions', 'blog', 'docs'],
}

/** The fewest sites in which each value stands at least once; the slow bundler only once. @returns {Combination[]} */
export function coverValues(factors = FACTORS) {
  const count = Math.max(...Object.values(factors).map((values) => values.length))
  return Array.from({length: count}, (_, site) =>
    mapValues(factors, (values) => values[Math.max(0, values.length - 1 - site)]),
  )
}

/**
 * Few sites in which each value of a factor meets each value of every other one: what goes wrong mostly takes two to go
 * wrong. Greedy, and the same every time.
 *
 * @returns {Combination[]}
 */
export function coverPairs(factors = FACTORS) {
  const all = combine(Object.entries(factors))
  const missing = new Set(all.flatMap(listPairs))
  const chosen = []
  while (missing.size > 0) {
    const gain = (site) => listPairs(site).filter((pair) => missing.has(pair)).length
    const best = all.reduce((former, site) => (gain(site) > gain(former) ? site : former))
    for (const pair of listPairs(best)) missing.delete(pair)
    chosen.push(best)
  }
  return chosen
}

/** Each pair of values in a combination, as text. */
export function listPairs(site) {
  const values = Object.entries(site).map(([name, value]) => `${name}=${value}`)
  return values.flatMap((first, position) => values.slice(position + 1).map((second) => `${first} ${second}`))
}

/** @param {Combination} site */
export function describeSite(site) {
  const {bundler, flags, trailingSlash, baseUrl, root, content} = site
  const slash = trailingSlash === undefined ? 'unset' : trailingSlash
  return `${bundler} ${flags}, trailingSlash ${slash}, baseUrl ${baseUrl}, Root: ${root}, ${content}`
}

function combine([first, ...rest]) {
  if (!first) return [{}]
  const [name, values] = first
  return values.flatMap((value) => combine(rest).map((others) => Object.assign({[name]: value}, others)))
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
}
