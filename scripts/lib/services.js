import {execFileSync, spawn} from 'node:child_process'
import {randomUUID} from 'node:crypto'
import {chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {ensureInstalled} from './apt.js'
import {anyFreePort, isFree} from './ports.js'

/** What tests need beside Node: real servers, thrown away afterwards. A developer's own one, named by the variable, is used instead. */
const SERVICES = {
  postgres: {variable: 'DATABASE_URL', packages: ['postgresql'], find: findPostgres, prepare: preparePostgres},
  redis: {variable: 'REDIS_URL', packages: ['redis-server'], find: () => inPath('redis-server'), prepare: prepareRedis},
}

const START_TIMEOUT_MS = 30_000

export const SERVICE_NAMES = Object.keys(SERVICES)

/** Installs what is missing, where that is possible. @returns {{missing: string[], reason?: string}} */
export function ensureServices(names) {
  return ensureInstalled(names, {
    isThere: (name) => missingService(name) === undefined,
    packages: (name) => SERVICES[name].packages,
    otherwise: (name) => `set ${SERVICES[name].variable}`,
  })
}

/** Where the service comes from: the variable that names one, else the file that would be run; undefined if neither is there. */
export function serviceSource(name) {
  const {variable, find} = SERVICES[name]
  return process.env[variable] ? variable : find()
}

/** Why a service cannot be had here, or undefined if it can. Looks only, installs nothing. */
export function missingService(name) {
  if (serviceSource(name) !== undefined) return undefined
  return `no ${name} here: run 'npm run services' as root once, or set ${SERVICES[name].variable}`
}

/**
 * Starts a server of our own on a free port of this machine, empty, with a password. It ends, and its folder goes, when `stop` is called
 * or this process is gone, even killed.
 *
 * @param {'postgres' | 'redis'} name
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startService(name) {
  const file = SERVICES[name].find()
  if (file === undefined) throw new Error(missingService(name) ?? `no ${name} installed here`)
  const folder = mkdtempSync(path.join(tmpdir(), `chatkit-${name}-`))
  const port = await anyFreePort()
  const {url, isReady, ...server} = SERVICES[name].prepare({file, folder, port, password: randomUUID()})
  const log = path.join(folder, 'log')
  const guard = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'guard.js'), JSON.stringify({folder, log, ...server})],
    // A group of its own: Ctrl-C reaches it through us, in order.
    {stdio: ['pipe', 'ignore', 'ignore'], detached: true},
  )
  guard.unref()
  guard.stdin.unref()
  const ended = new Promise((resolve) => guard.once('exit', resolve))
  const stop = async () => {
    guard.stdin.end()
    guard.ref()
    await ended
  }

  for (const end = Date.now() + START_TIMEOUT_MS; !(await isReady()); await delay(30)) {
    if (guard.exitCode === null && Date.now() < end) continue
    const output = existsSync(log) ? readFileSync(log, 'utf8') : ''
    await stop()
    throw new Error(`${name} did not start:\n${output}`)
  }
  return {url, stop}
}

function prepareRedis({file, folder, port, password}) {
  const config = path.join(folder, 'redis.conf')
  const settings = {port, bind: '127.0.0.1', requirepass: password, save: '""', appendonly: 'no', dir: folder}
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`)
  writeFileSync(config, lines.join(''), {mode: 0o600})
  return {
    command: file,
    args: [config],
    url: `redis://:${password}@127.0.0.1:${port}/0`,
    isReady: async () => !(await isFree(port)),
  }
}

function preparePostgres({file, folder, port, password}) {
  const bin = path.dirname(file)
  const user = postgresUser()
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'password')
  mkdirSync(data, {mode: 0o700})
  writeFileSync(passwordFile, password, {mode: 0o600})
  if (user !== undefined) for (const owned of [folder, data, passwordFile]) chownSync(owned, user.uid, user.gid)

  // Where it can be had, not the C locale: sorting by a language is what most databases do, and where a query may differ from other stores.
  const help = execFileSync(file, ['--help'], {encoding: 'utf8'})
  const language = help.includes('--icu-locale') ? ['--locale-provider=icu', '--icu-locale=en-US'] : []
  const locale = ['--locale=C', '--encoding=UTF8', ...language]
  const access = ['--username=chatkit', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  execFileSync(file, ['-D', data, '--no-sync', '--no-instructions', ...locale, ...access], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Nothing here has to survive the machine.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  const url = `postgres://chatkit:${password}@127.0.0.1:${port}/postgres`
  return {
    user,
    command: path.join(bin, 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    url,
    isReady: async () => succeeds(path.join(bin, 'pg_isready'), ['--quiet', '--host=127.0.0.1', `--port=${port}`]),
  }
}

/** Postgres refuses to run as root; Debian's package brings a user for it. */
function postgresUser() {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], {encoding: 'utf8'}))
  return {uid: id('-u'), gid: id('-g')}
}

/** `initdb`, beside which the other programs lie. Debian keeps them out of the path, a folder for each version. */
function findPostgres() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter(Boolean) : []
  const files = versions.toSorted((a, b) => b - a).map((version) => path.join(debian, String(version), 'bin/initdb'))
  return files.find((file) => existsSync(file)) ?? inPath('initdb')
}

function inPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file))
}

function succeeds(command, args) {
  try {
    execFileSync(command, args, {stdio: 'ignore'})
    return true
  } catch {
    return false
  }
}
