/**
 * `npm start`: build, index, serve. The textbook with a working assistant on localhost, from one command.
 */
import path from 'node:path'
import {buildPackages, buildTextbook} from './lib/build.js'
import {contentIndexes} from './lib/content-indexes.js'
import {say, step} from './lib/log.js'
import {TEXTBOOK} from './lib/paths.js'
import {firstFreePort} from './lib/ports.js'
import {stopAll, stopChildrenOnSignals} from './lib/processes.js'
import {startBackend, startSite} from './lib/serve.js'

const DEFAULT_PORTS = {site: 3000, backend: 8000}

stopChildrenOnSignals()

try {
  const ports = await pickPorts()
  const backendUrl = `http://localhost:${ports.backend}`
  const baseUrl = process.env.BASE_URL ?? '/textbook/'

  await step('Building the packages', buildPackages)
  await step('Building the textbook and its index', () => buildTextbook({backendUrl}))
  const index = contentIndexes(path.join(TEXTBOOK, 'build'))
  const origins = [`http://localhost:${ports.site}`, `http://127.0.0.1:${ports.site}`]
  const backend = await step('Starting the backend', () => startBackend({port: ports.backend, index, origins}))
  const site = await step('Serving the textbook', () => startSite({port: ports.site, quiet: true}))

  say('')
  say(`  Textbook   http://localhost:${ports.site}${baseUrl}`)
  say(`  Backend    ${backendUrl}`)
  say(`  Answers    ${describeModel()}`)
  say('')
  say('  Press Ctrl-C to stop both.')

  const first = await Promise.race([
    backend.exited.then(() => 'The backend'),
    site.exited.then(() => 'The site server'),
  ])
  throw new Error(`${first} stopped by itself. Its last lines are above.`)
} catch (error) {
  await stopAll()
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function pickPorts() {
  const wanted = {
    site: Number(process.env.SITE_PORT || DEFAULT_PORTS.site),
    backend: Number(process.env.PORT || DEFAULT_PORTS.backend),
  }
  const site = await firstFreePort(wanted.site)
  const backend = await firstFreePort(wanted.backend, {except: [site]})
  if (site !== wanted.site) say(`Port ${wanted.site} is taken: the textbook goes to ${site}.`)
  if (backend !== wanted.backend) say(`Port ${wanted.backend} is taken: the backend goes to ${backend}.`)
  return {site, backend}
}

function describeModel() {
  return process.env.OPENAI_API_KEY
    ? `from the model ${process.env.CHATKIT_MODEL ?? '(the default)'}, grounded in the textbook`
    : 'quoted from the textbook (set OPENAI_API_KEY to use a model)'
}
