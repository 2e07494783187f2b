import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'

/**
 * Installs what is missing from Debian's packages, where that is possible.
 *
 * @param {string[]} names
 * @param {object} about
 * @param {(name: string) => boolean} about.isThere
 * @param {(name: string) => string[]} about.packages
 * @param {(name: string) => string} about.otherwise what somebody without apt can do instead
 * @returns {{missing: string[], reason?: string}} `missing` is empty when all are there
 */
export function ensureInstalled(names, {isThere, packages, otherwise}) {
  const missing = names.filter((name) => !isThere(name))
  if (missing.length === 0) return {missing}
  const install = ['install', '-y', '--no-install-recommends', ...missing.flatMap(packages)]
  const command = `apt-get ${install.join(' ')}`
  if (!existsSync('/usr/bin/apt-get'))
    return {missing, reason: `no apt here: install ${missing.join(', ')}, or ${otherwise(missing[0])}`}
  if (process.getuid?.() !== 0) return {missing, reason: `not root: run 'sudo ${command}' once`}
  process.stdout.write(`Installing ${missing.join(', ')} by apt …\n`)
  apt(['update'])
  apt(install)
  const still = missing.filter((name) => !isThere(name))
  return still.length === 0 ? {missing: []} : {missing: still, reason: `'${command}' did not install them`}
}

function apt(args) {
  const {status, stdout, stderr} = spawnSync('apt-get', args, {
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    encoding: 'utf8',
  })
  if (status !== 0) process.stderr.write(`apt-get ${args[0]} failed:\n${stdout}${stderr}\n`)
}
