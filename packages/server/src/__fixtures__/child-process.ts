import {spawn} from 'node:child_process'
import type {ChildProcess} from 'node:child_process'
import {join} from 'node:path'

/** Runs a TypeScript file of ours in a process of its own, which ends with this one at the latest. */
export function startTypeScript(file: string, args: readonly string[]): ChildProcess {
  const runner = join(__dirname, 'run-typescript.cjs')
  const child = spawn(process.execPath, ['--conditions=chatkit-source', runner, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = (): void => void child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.removeListener('exit', end))
  return child
}

/** Resolves with the first line that a child prints; rejects if it ends without one. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += String(chunk)
      const [line, rest] = text.split('\n', 2)
      if (rest !== undefined) resolve(line ?? '')
    })
    child.once('exit', (code) => reject(new Error(`The child ended (${code}) and printed only "${text}".`)))
  })
}
