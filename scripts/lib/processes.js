import {spawn} from 'node:child_process'

/** Children that are alive, so that one signal to us ends them all. */
const alive = new Set()

/**
 * Starts a child whose output is shown line by line behind a label.
 *
 * @param {string} label
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string | undefined>, quiet?: boolean, ipc?: boolean}} [options] `quiet` keeps
 *   the output back and shows it only when the child fails; `ipc` opens a channel for messages to a child that is Node.
 */
export function start(label, command, args, {cwd, env, quiet = false, ipc = false} = {}) {
  const child = spawn(command, args, {
    cwd,
    env: {...process.env, ...env},
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])],
    // A group of its own: the child's own children end with it, and Ctrl-C reaches it through us, once.
    detached: process.platform !== 'win32',
  })
  alive.add(child)
  const kept = []
  const show = (line) => (quiet ? kept.push(line) : process.stdout.write(`  ${label} │ ${line}\n`))
  for (const stream of [child.stdout, child.stderr]) forEachLine(stream, show)
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      alive.delete(child)
      kept.push(error.message)
      resolve({code: 1, output: kept})
    })
    // "close" and not "exit": the last lines may still be in the pipe when the process is gone.
    child.once('close', (code, signal) => {
      alive.delete(child)
      resolve({code: code ?? (signal ? 128 : 1), signal, output: kept})
    })
  })
  return {child, exited, stop: () => stop(child)}
}

/** Runs a command to its end. @throws when it fails, with its output if that was kept back. */
export async function run(label, command, args, options) {
  const {code, output} = await start(label, command, args, options).exited
  if (code !== 0) {
    for (const line of output) process.stderr.write(`  ${label} │ ${line}\n`)
    throw new Error(`${label} failed with exit code ${code}.`)
  }
}

/** Ends every child: politely first, for good after five seconds. */
export async function stopAll() {
  await Promise.all([...alive].map(stop))
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('close', resolve))
  signal(child, 'SIGTERM')
  const force = setTimeout(() => signal(child, 'SIGKILL'), 5000)
  await gone
  clearTimeout(force)
}

function signal(child, name) {
  try {
    if (process.platform === 'win32') child.kill(name)
    else process.kill(-child.pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function forEachLine(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) onLine(line.trimEnd())
  })
  stream.on('end', () => rest && onLine(rest))
}

/** Ends the children when we are told to end, also while something is being built. */
export function stopChildrenOnSignals() {
  let stopping = false
  const end = (code) => {
    if (stopping) return
    stopping = true
    void stopAll().then(() => process.exit(code))
  }
  process.on('SIGINT', () => end(130))
  process.on('SIGTERM', () => end(143))
  process.on('SIGHUP', () => end(129))
  if (process.env.npm_lifecycle_event) whenOrphaned(() => end(143))
}

/** npm passes SIGTERM on to the shell in which it runs a script, and the shell dies of it without telling us. */
function whenOrphaned(callback) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && callback(), 500).unref()
}
