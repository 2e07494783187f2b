import {readFile} from 'node:fs/promises'
import path from 'node:path'

/**
 * @typedef {object} Entry one thing that the reference does and a scenario can cover
 * @property {string} group
 * @property {string} id
 * @property {string} [not_yet] why no scenario covers it so far
 */

/** @returns {Promise<Entry[]>} */
export async function readCoverage() {
  const groups = JSON.parse(await readFile(path.join(import.meta.dirname, 'coverage.json'), 'utf8'))
  const entries = groups.flatMap(({group, not_yet, entries}) =>
    entries.map((id) => ({group, id, ...(not_yet ? {not_yet} : {})})),
  )
  const twice = entries.find(({id}, index) => entries.findIndex((other) => other.id === id) !== index)
  if (twice) throw new Error(`coverage.json lists "${twice.id}" twice.`)
  return entries
}

/**
 * What the results say of each entry: the worst verdict of the scenarios that cover it, `not covered` if there is none.
 *
 * @throws when a scenario covers something that is not on the list: a typing error must not hide a hole.
 */
export function judgeCoverage(entries, results) {
  const known = new Set(entries.map(({id}) => id))
  for (const {scenario} of results) {
    const stranger = scenario.covers.find((id) => !known.has(id))
    if (stranger) throw new Error(`Scenario ${scenario.name} covers "${stranger}", which coverage.json does not list.`)
  }
  return entries.map((entry) => {
    const covering = results.filter(({scenario}) => scenario.covers.includes(entry.id))
    const verdicts = new Set(covering.map(({verdict}) => verdict))
    const worst = ['different', 'deliberate', 'identical'].find((verdict) => verdicts.has(verdict))
    return Object.assign({}, entry, {verdict: isStale(entry, worst) ? 'different' : (worst ?? 'not covered')})
  })
}

/** A deviation on the list that no scenario sees any more: either it is gone, or the list is wrong. */
const isStale = ({id}, worst) => id.startsWith('deviation: ') && worst === 'identical'
