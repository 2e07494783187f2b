import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {say} from './log.js'
import {ROOT} from './paths.js'

const MARKS = {passed: '✓', failed: '✗', missing: '–'}

/**
 * Which requirement was shown in which engine, from Jest's report of the stories. The title of a story begins with the requirements that
 * it shows, in brackets; the engine is the block it stands in.
 *
 * @param {{testResults: {assertionResults: {ancestorTitles: string[], title: string, status: string}[]}[]}} report
 * @returns {Map<string, Map<string, 'passed' | 'failed'>>} by requirement, then engine; one failure outweighs any pass
 */
export function readMatrix(report) {
  const matrix = new Map()
  for (const {ancestorTitles, title, status} of report.testResults.flatMap((file) => file.assertionResults)) {
    const [, ids] = /^\[([\w. ]+)\]/.exec(title) ?? []
    const [engine] = ancestorTitles
    if (ids === undefined || engine === undefined || (status !== 'passed' && status !== 'failed')) continue
    for (const id of ids.split(' ')) {
      const row = matrix.get(id) ?? new Map()
      matrix.set(id, row)
      if (row.get(engine) !== 'failed') row.set(engine, status)
    }
  }
  return matrix
}

/**
 * Prints the matrix.
 *
 * @param {string[]} engines those that were to be run
 * @returns {Promise<number>} how many requirements are not shown in one of them
 */
export async function printMatrix(report, engines) {
  const requirements = JSON.parse(await readFile(path.join(ROOT, 'e2e/requirements.json'), 'utf8'))
  const matrix = readMatrix(report)
  let gaps = 0
  say('')
  say(`${'Requirement'.padEnd(84)}${engines.map((engine) => engine.padStart(10)).join('')}`)
  for (const [id, text] of Object.entries(requirements)) {
    const states = engines.map((engine) => matrix.get(id)?.get(engine) ?? 'missing')
    if (states.includes('missing')) gaps += 1
    say(`${text.slice(0, 82).padEnd(84)}${states.map((state) => MARKS[state].padStart(10)).join('')}`)
  }
  return gaps
}
