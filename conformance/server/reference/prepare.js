import {createHash} from 'node:crypto'
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {step} from '../../../scripts/lib/log.js'
import {ROOT} from '../../../scripts/lib/paths.js'
import {start} from '../../../scripts/lib/processes.js'

const FOLDER = path.join(ROOT, 'node_modules/.cache/chatkit-conformance')
const REQUIREMENTS = path.join(import.meta.dirname, 'requirements.txt')
const OLDEST = [3, 10]

/**
 * Makes the virtual environment of the reference server, or finds the one that an earlier run made from the same requirements.
 *
 * @returns {Promise<{python: string} | {reason: string}>} `reason` says why there is none: that is no failure of ours.
 */
export async function prepareReference() {
  const python = findPython()
  if (python === undefined) return {reason: `Python ${OLDEST.join('.')} or newer is not installed`}
  const stamp = `${python.version}\n${createHash('sha256')
    .update(await readFile(REQUIREMENTS))
    .digest('hex')}\n`
  const environment = path.join(FOLDER, 'reference')
  const stampFile = path.join(FOLDER, 'reference.stamp')
  const inside = path.join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  if (existsSync(inside) && existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp)
    return {python: inside}

  return step('Installing the reference server (once)', async () => {
    await rm(environment, {recursive: true, force: true})
    await mkdir(FOLDER, {recursive: true})
    const made = await start('venv', python.command, ['-m', 'venv', environment], {quiet: true}).exited
    if (made.code !== 0) return {reason: `Python could not make a virtual environment (${lastLine(made.output)})`}
    const args = ['-m', 'pip', 'install', '--disable-pip-version-check', '--requirement', REQUIREMENTS]
    const installed = await start('pip', inside, args, {quiet: true}).exited
    if (installed.code !== 0)
      return {reason: `the reference server could not be installed (${lastLine(installed.output)})`}
    await writeFile(stampFile, stamp)
    return {python: inside}
  })
}

function findPython() {
  for (const command of ['python3', 'python']) {
    const code = 'import sys; print("%d.%d.%d" % sys.version_info[:3])'
    const {status, stdout} = spawnSync(command, ['-c', code], {encoding: 'utf8'})
    if (status !== 0) continue
    const [major, minor] = stdout.split('.').map(Number)
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return {command, version: stdout.trim()}
  }
  return undefined
}

// pip says the reason in its last line that begins with ERROR; what follows is advice.
function lastLine(output) {
  return (output.findLast((line) => line.startsWith('ERROR')) ?? output.at(-1) ?? 'no output').trim()
}
