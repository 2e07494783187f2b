/** Our server on a loopback port, as an app would mount it. */
import http from 'node:http'
import {createRequire} from 'node:module'
import path from 'node:path'
import {createHandler} from 'chatkit-server/http'
import {toNodeListener} from 'chatkit-server/node'
import {ROOT} from '../../../scripts/lib/paths.js'
import {answerQuestions, programOptions} from '../lib/ask.js'
import {watchLoop} from '../lib/loop-delay.js'
import {cpu, memory} from '../lib/usage.js'
import {openStore} from '../lib/stores.js'
import {weighAgent} from '../lib/weigh-agent.js'
import {ScriptedServer} from '../scripted-server.js'

// The adapter is listed by chatkit-server, for its examples; the root has no dependencies beyond its tools.
const {createAdaptorServer} = createRequire(path.join(ROOT, 'packages/server/package.json'))('@hono/node-server')

const MOUNTS = {
  hono: (handler) => createAdaptorServer({fetch: handler}),
  node: (handler) => http.createServer(toNodeListener(handler)),
}

const {mount, store: storeName, url} = programOptions()
const {store} = await openStore(storeName, {url})
const server = MOUNTS[mount](createHandler(new ScriptedServer({store}), {context: () => ({user: 'alice'})}))
server.listen(0, '127.0.0.1', () =>
  answerQuestions(
    {url: `http://127.0.0.1:${server.address().port}/chatkit`},
    {cpu, memory, weighAgent, ...watchLoop()},
  ),
)
