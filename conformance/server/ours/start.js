import {createRequire} from 'node:module'
import path from 'node:path'
import {createHandler} from 'chatkit-server/http'
import {ROOT} from '../../../scripts/lib/paths.js'
import {look, seed} from './backstage.js'
import {ScriptedServer} from './scripted-server.js'
import {STORES, withCountedIds} from './stores.js'

// The adapter is listed by chatkit-server, for its examples; the root has no dependencies beyond its tools.
const {serve} = createRequire(path.join(ROOT, 'packages/server/package.json'))('@hono/node-server')

/**
 * Our server on a loopback port, with the same three doors as reference/app.py: one to prepare a scenario, the protocol's endpoint, and
 * one behind the stage to fill and read the store.
 *
 * @param {keyof typeof STORES} storeName
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startOurs(storeName) {
  const stores = await STORES[storeName]()
  const scenarios = []

  const fetch = async (request) => {
    const [, name, door] = new URL(request.url).pathname.split('/')
    if (name === 'scenarios') {
      const scenario = await request.json()
      const store = await stores.create()
      const server = new ScriptedServer(scenario, scenario.server?.counted_ids ? withCountedIds(store) : store)
      scenarios.push({server, handler: createHandler(server, {context: contextOf})})
      return Response.json({path: `/${scenarios.length}`})
    }
    const {server, handler} = scenarios[Number(name) - 1]
    return door === 'chatkit' ? handler(request) : backstage(server, request)
  }

  const listening = await new Promise((resolve) => {
    const server = serve({fetch, hostname: '127.0.0.1', port: 0}, ({port}) => resolve({server, port}))
  })
  return {
    url: `http://127.0.0.1:${listening.port}`,
    async stop() {
      await new Promise((resolve) => {
        listening.server.close(resolve)
        listening.server.closeAllConnections()
      })
      await stores.close()
    },
  }
}

async function backstage(server, request) {
  const wish = await request.json()
  const context = contextOf(request)
  if (wish.seed) await seed(server, wish.seed, context)
  if (wish.open) server.open(wish.open)
  return Response.json(wish.look ? await look(server, wish.look, context) : {})
}

function contextOf(request) {
  return {user: request.headers.get('x-user') ?? 'alice'}
}
