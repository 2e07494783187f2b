import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {freePort} from './free-port.ts'

const ROOT = join(__dirname, '../../../../..')
const ENVIRONMENT = join(ROOT, 'node_modules/.cache/chatkit-s3')
const REQUIREMENTS = ['moto==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5']
const START_MS = 60_000

/**
 * Makes the virtual environment of moto, a server that speaks S3, or finds the one that an earlier run made. `reason` says why there is
 * none.
 */
export function prepareS3(): {python: string} | {reason: string} {
  const python = join(ENVIRONMENT, 'bin/python')
  const ready = join(ENVIRONMENT, `ready-${REQUIREMENTS.join('-')}`)
  if (existsSync(ready)) return {python}
  rmSync(ENVIRONMENT, {recursive: true, force: true})
  mkdirSync(ENVIRONMENT, {recursive: true})
  if (spawnSync('python3', ['-m', 'venv', ENVIRONMENT]).status !== 0) return {reason: 'no Python 3 with venv here'}
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--retries',
    '1',
    '--timeout',
    '20',
    ...REQUIREMENTS,
  ]
  const {status} = spawnSync(python, pip, {timeout: 240_000})
  if (status !== 0) return {reason: 'moto cannot be installed from PyPI here'}
  writeFileSync(ready, '')
  return {python}
}

/** Starts moto on a free port of the loopback interface. It ends with `stop`, or with this process, even if that is killed. */
export async function startS3(python: string): Promise<{endpoint: string; stop: () => Promise<void>}> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'chatkit-s3-'))
  const args = ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)]
  const options = JSON.stringify({folder, log: join(folder, 'log'), command: python, args})
  const guard = spawn(process.execPath, [join(ROOT, 'scripts/lib/guard.js'), options], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const ended = new Promise((resolve) => guard.once('exit', resolve))
  const stop = async (): Promise<void> => {
    guard.stdin.end()
    await ended
  }
  const endpoint = `http://127.0.0.1:${port}`
  for (const end = Date.now() + START_MS; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await fetch(endpoint).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer !== undefined) return {endpoint, stop}
    if (guard.exitCode === null && Date.now() < end) continue
    await stop()
    throw new Error('moto did not start')
  }
}
