import {spawn} from 'node:child_process'
import {once} from 'node:events'

/**
 * Starts a program that listens on a free loopback port, prints it, and ends with its standard input: with `stop`, or when
 * this process is gone, even killed.
 *
 * @param {string} python
 * @param {string} script
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startPythonServer(python, script) {
  const child = spawn(python, [script], {stdio: ['pipe', 'pipe', 'pipe']})
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (errors = `${errors}${text}`.slice(-2_000)))
  const ended = once(child, 'exit')
  const first = await Promise.race([once(child.stdout, 'data').then(([data]) => String(data)), ended.then(() => null)])
  if (first === null) throw new Error(`${script} did not start:\n${errors.trim()}`)
  return {
    url: `http://127.0.0.1:${Number(first)}`,
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
