import {execFileSync} from 'node:child_process'
import {join} from 'node:path'
import {createContext, runInContext} from 'node:vm'

/** Bundles a program as a browser gets it; a module of Node's would be in it as an empty one of this name. */
const BUNDLE = `
  import {build} from 'vite'
  const [result] = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: {conditions: ['chatkit-source', 'browser']},
    build: {write: false, minify: false, lib: {entry: process.argv[1], formats: ['iife'], name: 'program'}},
  })
  process.stdout.write(result.output[0].code)
`

/** What pages and workers have, and nothing of Node's. Timers are numbers there. */
function browserGlobals(): Record<string, unknown> {
  const timers = [setTimeout(() => {}, 0)]
  const add = (timer: (typeof timers)[number]): number => timers.push(timer.unref()) - 1
  const remove = (id: number): void => clearTimeout(timers[id])
  const plain = {atob, btoa, console, crypto, performance, queueMicrotask, structuredClone}
  const classes = {AbortController, AbortSignal, DOMException, Event, EventTarget, Headers, Request, Response, URL}
  const streams = {ReadableStream, TransformStream, TextDecoder, TextEncoder, Uint8Array, ArrayBuffer}
  return {
    ...plain,
    ...classes,
    ...streams,
    setTimeout: (run: () => void, ms: number) => add(setTimeout(run, ms)),
    setInterval: (run: () => void, ms: number) => add(setInterval(run, ms)),
    clearTimeout: remove,
    clearInterval: remove,
  }
}

test('a whole server runs where there is nothing of Node’s', async () => {
  const entry = join(__dirname, '__fixtures__/without-node.ts')
  const args = ['--input-type=module', '--eval', BUNDLE, entry]
  const code = execFileSync(process.execPath, args, {encoding: 'utf8', cwd: __dirname, maxBuffer: 64 * 1024 * 1024})
  expect(code).not.toMatch(/__vite-browser-external|node:/)

  const program = runInContext(`${code}; program`, createContext(browserGlobals())) as {talk: () => Promise<string[]>}
  const [plain, run, list] = await program.talk()
  expect(plain).toContain('Hello from here')
  expect(run).toMatch(/^id: 1\n[\s\S]*Hello from here[\s\S]*: end/m)
  expect((JSON.parse(list ?? '') as {data: unknown[]}).data).toHaveLength(2)
}, 60_000)
