import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, renameSync, rmSync} from 'node:fs'
import path from 'node:path'
import {ROOT} from './paths.js'

const CACHE = path.join(ROOT, 'node_modules/.cache/chatkit-python')
const PIP = '-m pip install --quiet --disable-pip-version-check --retries 1 --timeout 20'.split(' ')
const PATIENCE_MS = 600_000

/**
 * Makes a virtual environment with packages of PyPI, or finds the one that an earlier run made.
 *
 * @param {string} name of the folder
 * @param {string[]} requirements with their versions, e.g. "numpy==2.4.6"
 * @param {string[]} [options] for pip
 * @returns {{python: string, folder: string} | {reason: string}} `reason` says why there is none: that is no failure of ours
 */
export function preparePython(name, requirements, options = []) {
  const system = findPython()
  if (system === undefined) return {reason: 'no Python 3 here'}
  const key = createHash('sha256')
    .update([system.version, ...requirements, ...options].join('\n'))
    .digest('hex')
    .slice(0, 12)
  const folder = path.join(CACHE, `${name}-${key}`)
  const pythonOf = (environment) =>
    path.join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  if (existsSync(folder)) return {python: pythonOf(folder), folder}
  // Made aside and moved when it is whole, so that neither an interrupted run nor one beside this is ever found half-way.
  const making = `${folder}.${process.pid}`
  mkdirSync(making, {recursive: true})
  try {
    const made = spawnSync(system.command, ['-m', 'venv', making])
    if (made.status !== 0) return {reason: 'no Python 3 with venv here'}
    const pip = [...PIP, ...options, ...requirements]
    const {status, stderr} = spawnSync(pythonOf(making), pip, {timeout: PATIENCE_MS, encoding: 'utf8'})
    if (status !== 0) return {reason: `the packages for ${name} cannot be installed from PyPI here (${sumUp(stderr)})`}
    if (!existsSync(folder)) renameSync(making, folder)
    return {python: pythonOf(folder), folder}
  } finally {
    rmSync(making, {recursive: true, force: true})
  }
}

/** An environment belongs to the version that it was made with. */
function findPython() {
  for (const command of ['python3', 'python']) {
    const {status, stdout} = spawnSync(command, ['--version'], {encoding: 'utf8'})
    if (status === 0 && stdout.startsWith('Python 3')) return {command, version: stdout.trim()}
  }
  return undefined
}

/** pip says the reason in its last line that begins with ERROR; what follows is advice. */
function sumUp(output) {
  const lines = output.trim().split('\n')
  return lines.findLast((line) => line.startsWith('ERROR')) ?? (lines.at(-1) || 'it took too long')
}
