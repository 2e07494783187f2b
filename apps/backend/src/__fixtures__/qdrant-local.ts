import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'

const ENVIRONMENT = path.join(__dirname, '../../../../node_modules/.cache/chatkit-qdrant')
const REQUIREMENT = 'qdrant-client==1.18.0'

/**
 * Makes the virtual environment of Qdrant's Python client, whose local mode does what the server does, or finds the one that
 * an earlier run made. `reason` says why there is none.
 */
export function prepareQdrantLocal(): {python: string} | {reason: string} {
  const python = path.join(ENVIRONMENT, 'bin/python')
  const ready = path.join(ENVIRONMENT, `ready-${REQUIREMENT}`)
  if (existsSync(ready)) return {python}
  rmSync(ENVIRONMENT, {recursive: true, force: true})
  mkdirSync(ENVIRONMENT, {recursive: true})
  if (spawnSync('python3', ['-m', 'venv', ENVIRONMENT]).status !== 0) return {reason: 'no Python 3 with venv here'}
  const install = '-m pip install --quiet --disable-pip-version-check --retries 1 --timeout 20'.split(' ')
  const {status} = spawnSync(python, [...install, REQUIREMENT], {timeout: 240_000})
  if (status !== 0) return {reason: 'qdrant-client cannot be installed from PyPI here'}
  writeFileSync(ready, '')
  return {python}
}

/** Starts it on a free loopback port. It ends with `stop`, or with this process. */
export async function startQdrantLocal(python: string): Promise<{url: string; stop: () => Promise<void>}> {
  const child = spawn(python, [path.join(__dirname, 'qdrant-local.py')], {stdio: ['pipe', 'pipe', 'inherit']})
  const ended = once(child, 'exit')
  const first: unknown = await Promise.race([
    once(child.stdout, 'data').then(([data]: unknown[]) => String(data)),
    ended.then(() => null),
  ])
  if (first === null) throw new Error('Qdrant’s local mode did not start')
  return {
    url: `http://127.0.0.1:${Number(first)}`,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}
