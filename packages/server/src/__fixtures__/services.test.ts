import {spawn} from 'node:child_process'
import {chmodSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {connect} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {eventually} from '../testing/run-frames.ts'
import {firstLine} from './child-process.ts'
import {describeWith, VARIABLE} from './services.ts'

const SERVICES = pathToFileURL(join(__dirname, '../../../../scripts/lib/services.js')).href

/** Starts a server, says where it is, and stays. */
const PROGRAM = `
  const {startService} = await import(${JSON.stringify(SERVICES)})
  console.log((await startService(process.argv[1])).url)
  setInterval(() => {}, 1000)`

async function isListening(url: string): Promise<boolean> {
  const {hostname, port} = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}

describe.each(['postgres', 'redis'] as const)('a %s that was started for tests', (name) => {
  describeWith(name, 'where it is installed', () => {
    let folder: string
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'chatkit-services-'))
      // Postgres runs as a user of its own.
      chmodSync(folder, 0o755)
    })
    afterEach(() => rmSync(folder, {recursive: true, force: true}))

    const given = process.env[VARIABLE[name]] !== undefined
    if (given) process.stdout.write(`not run: ${name} is given by ${VARIABLE[name]}, and not started here\n`)
    const cases = given ? test.skip : test
    cases.each(['SIGKILL', 'SIGTERM'] as const)('ends, with its folder, when its starter gets %s', async (signal) => {
      const program = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, name], {
        env: {...process.env, TMPDIR: folder},
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const own = await firstLine(program)
      expect(await isListening(own)).toBe(true)
      expect(readdirSync(folder)).toHaveLength(1)
      program.kill(signal)
      await eventually('nobody listens any more', async () => !(await isListening(own)))
      await eventually('its folder is gone', () => readdirSync(folder).length === 0)
    })
  })
})
