/**
 * Runs a server for as long as whoever started this process lives: `node guard.js <options as JSON>`.
 *
 * A parent that is killed cannot stop its children. Its end of our standard input is closed in any case, and that is what we wait for.
 */
import {spawn} from 'node:child_process'
import {openSync, rmSync} from 'node:fs'

const {folder, log, command, args, user} = JSON.parse(process.argv[2])

const output = openSync(log, 'a')
const server = spawn(command, args, {cwd: folder, stdio: ['ignore', output, output], ...user})
server.once('error', ({message}) => end(message))
server.once('exit', (code, signal) => end(`${command} ended (${signal ?? code})`))

for (const event of ['end', 'error']) process.stdin.once(event, stop)
process.stdin.resume()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop)

function stop() {
  // To Postgres SIGINT means: end the sessions and stop. On SIGTERM it would wait for them.
  server.kill('SIGINT')
  setTimeout(() => server.kill('SIGKILL'), 5000).unref()
}

function end(message) {
  rmSync(folder, {recursive: true, force: true})
  process.stderr.write(message)
  process.exit(0)
}
