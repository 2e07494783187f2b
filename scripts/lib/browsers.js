import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'

/** The three engines, from Debian's packages. Fonts are among them: without Noto an Urdu page is a page of boxes. */
const ENGINES = {
  chromium: {file: '/usr/bin/chromium', packages: ['chromium', 'fonts-liberation', 'fonts-noto-core']},
  firefox: {file: '/usr/bin/firefox-esr', packages: ['firefox-esr']},
  webkit: {file: '/usr/bin/WebKitWebDriver', packages: ['webkit2gtk-driver', 'xvfb']},
}

/** Root needs no sandbox; the rest keeps Chromium from calling hosts that have nothing to do with the page. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const ENGINE_NAMES = Object.keys(ENGINES)

/** Where an engine's executable is. `CHATKIT_CHROMIUM` and its kin name one that lies elsewhere. */
export function executable(engine) {
  return process.env[`CHATKIT_${engine.toUpperCase()}`] ?? ENGINES[engine].file
}

/**
 * Installs what is missing, where that is possible.
 *
 * @param {string[]} names
 * @returns {{missing: string[], reason?: string}} `missing` is empty when all are there
 */
export function ensureBrowsers(names) {
  const missing = names.filter((name) => !existsSync(executable(name)))
  if (missing.length === 0) return {missing}
  const packages = missing.flatMap((name) => ENGINES[name].packages)
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (!existsSync('/usr/bin/apt-get')) {
    return {
      missing,
      reason: `no apt here: install ${missing.join(', ')} and name them by CHATKIT_${missing[0].toUpperCase()}=/path`,
    }
  }
  if (process.getuid?.() !== 0) return {missing, reason: `not root: run 'sudo ${command}' once`}
  process.stdout.write(`Installing ${missing.join(', ')} by apt …\n`)
  apt(['update'])
  apt(['install', '-y', '--no-install-recommends', ...packages])
  const still = missing.filter((name) => !existsSync(executable(name)))
  return still.length === 0 ? {missing: []} : {missing: still, reason: `'${command}' did not install them`}
}

function apt(args) {
  const {status, stdout, stderr} = spawnSync('apt-get', args, {
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    encoding: 'utf8',
  })
  if (status !== 0) process.stderr.write(`apt-get ${args[0]} failed:\n${stdout}${stderr}\n`)
}
