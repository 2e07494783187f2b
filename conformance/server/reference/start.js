import {setTimeout as sleep} from 'node:timers/promises'
import {anyFreePort} from '../../../scripts/lib/ports.js'
import {start} from '../../../scripts/lib/processes.js'

const PATIENCE_S = 60

/**
 * The reference server on a loopback port, under uvicorn.
 *
 * @param {string} python of the virtual environment
 * @param {string} [folder] of an app.py of its own, which may import the modules beside this file. Default: the one beside it
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startReference(python, folder = import.meta.dirname) {
  const port = await anyFreePort()
  const url = `http://127.0.0.1:${port}`
  const args = ['-m', 'uvicorn', 'app:app', '--host', '127.0.0.1', '--port', String(port), '--log-level', 'critical']
  const server = start('reference', python, args, {
    cwd: folder,
    quiet: true,
    env: {
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: import.meta.dirname,
      // Nothing of this run is anybody's business.
      OPENAI_AGENTS_DISABLE_TRACING: '1',
    },
  })
  let ended
  void server.exited.then((result) => (ended = result))
  for (let tries = 0; tries < PATIENCE_S * 10; tries++) {
    if (ended) throw new Error(['The reference server ended before it answered.', ...ended.output].join('\n'))
    try {
      await fetch(`${url}/openapi.json`, {signal: AbortSignal.timeout(1000)})
      return {url, stop: server.stop}
    } catch {
      await sleep(100)
    }
  }
  throw new Error(`The reference server did not answer within ${PATIENCE_S} s.`)
}
