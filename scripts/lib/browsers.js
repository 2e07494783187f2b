import {existsSync} from 'node:fs'
import {ensureInstalled} from './apt.js'

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
  return ensureInstalled(names, {
    isThere: (name) => existsSync(executable(name)),
    packages: (name) => ENGINES[name].packages,
    otherwise: (name) => `name one by CHATKIT_${name.toUpperCase()}=/path`,
  })
}
