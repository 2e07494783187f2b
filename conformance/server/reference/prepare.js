import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {step} from '../../../scripts/lib/log.js'
import {preparePython} from '../../../scripts/lib/python-environment.js'

/**
 * Makes the virtual environment of the reference server, or finds the one that an earlier run made from the same requirements.
 *
 * @returns {Promise<{python: string} | {reason: string}>} `reason` says why there is none: that is no failure of ours.
 */
export async function prepareReference() {
  const text = await readFile(path.join(import.meta.dirname, 'requirements.txt'), 'utf8')
  const requirements = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return step('Preparing the reference server', async () => preparePython('conformance', requirements))
}
