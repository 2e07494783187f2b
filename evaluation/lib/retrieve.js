/** Passages looked at for one question, as many as an answer is made from. */
const LIMIT = 6

/**
 * What the product retrieves for a question: it is resolved against the turns before it, and a comparison is searched in
 * parts, whose results are taken in turn.
 *
 * @returns {Promise<{sections: string[], found: boolean, milliseconds: number}>} section ids, best first
 */
export async function retrieve(product, index, {question, before}) {
  const started = performance.now()
  const context = product.resolveQuestion(
    question,
    before.map((text) => ({role: 'user', text})),
  )
  const results = []
  for (const query of product.planSearches(question, context)) results.push(await index.search({query, limit: LIMIT}))
  const milliseconds = performance.now() - started
  const lists = results.map(({passages}) => passages.map(({sectionId}) => sectionId))
  const found = (lists[0]?.length ?? 0) > 0
  return {sections: found ? interleave(lists) : [], found, milliseconds}
}

/** The first of each list, then the second of each, and so on; each only once. */
function interleave(lists) {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const all = Array.from({length: longest}, (_, at) => lists.map((list) => list[at])).flat()
  return [...new Set(all.filter((one) => one !== undefined))]
}
