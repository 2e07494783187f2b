import {setTimeout as sleep} from 'node:timers/promises'
import {BACKEND_CLI, bin, TEXTBOOK} from './paths.js'
import {start} from './processes.js'

/**
 * Starts the backend and waits until it answers questions.
 *
 * @param {{port: number, index: string, dataDir?: string, origins: string[], env?: Record<string, string | undefined>, quiet?: boolean,
 *   minutes?: number}} options `minutes` it may take to read a first index; default 1
 */
export async function startBackend({port, index, dataDir, origins, env, quiet, minutes}) {
  const backend = start('backend', process.execPath, [BACKEND_CLI, 'serve'], {
    quiet,
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      CHATKIT_INDEX: index,
      CHATKIT_DATA_DIR: dataDir,
      CHATKIT_ALLOWED_ORIGINS: origins.join(','),
      ...env,
    },
  })
  await answers(`http://127.0.0.1:${port}/readyz`, backend.exited, ({ok}) => ok, minutes)
  return backend
}

/** Serves a built site and waits until it answers. */
export async function startSite({port, outDir = 'build', quiet}) {
  const site = start(
    'site',
    bin('docusaurus'),
    ['serve', '--no-open', '--port', String(port), '--host', '127.0.0.1', '--dir', outDir],
    {cwd: TEXTBOOK, quiet},
  )
  await answers(`http://127.0.0.1:${port}/`, site.exited)
  return site
}

/**
 * Resolves when `url` answers.
 *
 * @param {string} url
 * @param {Promise<{code: number | null, output: string[]}>} exited
 * @param {(response: Response) => boolean} isIt whether it is the answer that is waited for; default: any
 * @param {number} minutes
 * @throws when the process ends first, or after so many minutes
 */
export async function answers(url, exited, isIt = () => true, minutes = 1) {
  let ended
  void exited.then((result) => (ended = result))
  for (let i = 0; i < 600 * minutes; i++) {
    if (ended)
      throw new Error([`It ended with exit code ${ended.code} before it answered ${url}.`, ...ended.output].join('\n'))
    try {
      const response = await fetch(url, {signal: AbortSignal.timeout(1000), redirect: 'manual'})
      await response.body?.cancel()
      if (isIt(response)) return
    } catch {
      // It does not listen yet.
    }
    await sleep(100)
  }
  throw new Error(`Nothing answered at ${url} within ${minutes} min.`)
}
