import {randomUUID} from 'node:crypto'
import {createServer} from 'node:http'
import {missingService, SERVICE_NAMES, startService} from '../lib/services.js'

/**
 * Lets tests share real servers: the first test file that asks for one has it started, the others get the same. Runs that ask for none
 * wait for none. Jest's workers are processes of their own, so they ask over HTTP.
 */
export default async function setUp() {
  const started = new Map()
  const once = (name) => {
    if (!started.has(name)) started.set(name, startService(name))
    return started.get(name)
  }
  // The answer holds a password: other users of this machine must not be able to ask.
  const secret = randomUUID()
  const broker = createServer((request, response) => {
    const name = SERVICE_NAMES.find((each) => request.url === `/${secret}/${each}`)
    if (name === undefined) response.writeHead(404).end()
    else
      once(name).then(
        ({url}) => response.end(url),
        (error) => response.writeHead(503).end(error.message),
      )
  })
  await new Promise((resolve) => broker.listen(0, '127.0.0.1', resolve))
  broker.unref()

  const missing = Object.fromEntries(SERVICE_NAMES.map((name) => [name, missingService(name)]))
  process.env.CHATKIT_TEST_SERVICES = JSON.stringify({
    broker: `http://127.0.0.1:${broker.address().port}/${secret}/`,
    missing,
  })
  globalThis.stopTestServices = async () => {
    broker.close()
    const services = await Promise.allSettled(started.values())
    await Promise.all(services.map(({value}) => value?.stop()))
  }
}
