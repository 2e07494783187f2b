import {say} from './log.js'

/**
 * A command that installs what it is asked for by name, or all it knows, and says where each is.
 *
 * @param {string} what e.g. "engine"
 * @param {string[]} known
 * @param {(names: string[]) => {missing: string[], reason?: string}} ensure
 * @param {(name: string) => string} where
 */
export function installCommand(what, known, ensure, where) {
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : known
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`Unknown ${what} ${unknown.join(', ')}. Known: ${known.join(', ')}.`)

  const {missing, reason} = ensure(wanted)
  for (const name of wanted) say(`${name}: ${missing.includes(name) ? `not installed: ${reason}` : where(name)}`)
  if (missing.length > 0) process.exitCode = 1
}
