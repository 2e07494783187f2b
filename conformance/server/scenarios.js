import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'

const FOLDER = path.join(import.meta.dirname, 'scenarios')
const STEP_KINDS = ['say', 'post', 'raw', 'look', 'seed', 'open', 'finish']

/**
 * @typedef {object} Scenario
 * @property {string} name the file's
 * @property {string} title
 * @property {string[]} covers ids of coverage.json
 * @property {object} [server] options of both servers
 * @property {Record<string, object[][]>} [script] for each hook, for each call, what it does
 * @property {object[]} steps what the client does
 */

/**
 * Reads the scenarios, in the order of their names.
 *
 * @param {string[]} filter parts of names; none = all
 * @returns {Promise<Scenario[]>}
 */
export async function readScenarios(filter = []) {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort()
  const wanted = files.filter((file) => filter.length === 0 || filter.some((part) => file.includes(part)))
  return Promise.all(
    wanted.map(async (file) => {
      const scenario = JSON.parse(await readFile(path.join(FOLDER, file), 'utf8'))
      scenario.name = path.basename(file, '.json')
      check(scenario)
      return scenario
    }),
  )
}

/** The file of a scenario. */
export const fileOf = ({name}) => path.join(FOLDER, `${name}.json`)

/** Whether a step is compared; the others only prepare. */
export const isCompared = (step) => !('seed' in step || 'open' in step)

function check({name, title, covers, steps}) {
  const fail = (what) => {
    throw new Error(`Scenario ${name}: ${what}`)
  }
  if (!title) fail('it needs a title.')
  if (!covers?.length) fail('it must say what it covers.')
  if (!steps?.length) fail('it has no steps.')
  for (const [index, step] of steps.entries()) {
    const kinds = STEP_KINDS.filter((kind) => kind in step)
    if (kinds.length !== 1) fail(`step ${index + 1} must have exactly one of ${STEP_KINDS.join(', ')}.`)
    if (step.expect !== undefined && step.expect !== 'deliberate')
      fail(`step ${index + 1} expects "${step.expect}"; only "deliberate" can be said.`)
    if (step.expect === 'deliberate' && !step.reason) fail(`step ${index + 1} deviates without a reason.`)
  }
}
