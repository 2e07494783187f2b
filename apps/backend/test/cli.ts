import {spawn, type ChildProcess} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {createContent} from '../src/__fixtures__/content.ts'

const CLI = path.join(__dirname, '../dist/cli.js')

/** The command line as it is installed. @throws when it has not been built */
export function requireBuilt(): void {
  if (!existsSync(CLI)) throw new Error('apps/backend/dist/cli.js is missing. Build first: npm run build')
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunningCli {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Standard output so far. */
  output(): string
}

/** Starts the command line in a folder with nothing of this environment but what is given. */
export function startCli(args: readonly string[], folder: string, env: Record<string, string> = {}): RunningCli {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: {PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({code, signal, stdout, stderr}))
  })
  return {process: child, ended, output: () => stdout}
}

export interface RunningServer extends RunningCli {
  readonly url: string
}

/** Starts the server and waits until it answers questions. @throws with its output when it ends before that */
export async function startServer(folder: string, env: Record<string, string> = {}): Promise<RunningServer> {
  const running = startCli(['serve'], folder, env)
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      running.process.stdout?.on('data', () => {
        const found = /listening on (http:\/\/\S+?)["\s]/.exec(running.output())?.[1]
        if (found !== undefined) resolve(found)
      })
    }),
    running.ended.then(({stdout, stderr}): never => {
      throw new Error(`The server ended before it listened.\n${stdout}${stderr}`)
    }),
  ])
  while (!(await isReady(url))) await sleep(50)
  return {...running, url}
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`)
  await response.body?.cancel()
  return response.ok
}

/** A folder with a content index where the server looks for it. */
export async function makeFolder(): Promise<{path: string; remove(): Promise<void>}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chatkit-cli-'))
  const content = createContent()
  // Long enough that an answer is still being written when it is stopped.
  const steps = Array.from(
    {length: 10},
    (_, i) => `${i + 1}. ${'Check the clamp and turn the spindle slowly. '.repeat(8)}`,
  )
  const [first] = content.sections
  const long = {...first, id: 'long', url: '/book/docs/long', headingPath: ['Mounting the spindle'], hash: 'long-1'}
  const sections = [...content.sections, {...long, text: `Mount the spindle:\n\n${steps.join('\n')}`}]
  await writeFile(path.join(folder, 'index.json'), JSON.stringify({...content, sections}))
  return {path: folder, remove: () => rm(folder, {recursive: true, force: true})}
}
