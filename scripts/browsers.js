/** `npm run browsers [engine …]`: installs the browser engines that the tests run in, by apt, as root. */
import {ENGINE_NAMES, ensureBrowsers, executable} from './lib/browsers.js'
import {say} from './lib/log.js'

const wanted = process.argv.length > 2 ? process.argv.slice(2) : ENGINE_NAMES
const unknown = wanted.filter((name) => !ENGINE_NAMES.includes(name))
if (unknown.length > 0) throw new Error(`Unknown engine ${unknown.join(', ')}. Known: ${ENGINE_NAMES.join(', ')}.`)

const {missing, reason} = ensureBrowsers(wanted)
for (const name of wanted)
  say(missing.includes(name) ? `${name}: not installed: ${reason}` : `${name}: ${executable(name)}`)
if (missing.length > 0) process.exitCode = 1
