/**
 * `npm run embeddings`: starts an embeddings endpoint on this machine with a real multilingual model, both from one package of
 * PyPI, and says with which settings the backend uses it. For trying out: it answers one request at a time. Ends with Ctrl-C.
 */
import {prepareLocalEmbeddings, startLocalEmbeddings} from './lib/local-embeddings.js'
import {say} from './lib/log.js'

const local = prepareLocalEmbeddings()
if ('reason' in local) {
  say(`not run: ${local.reason}`)
  process.exitCode = 1
} else {
  const {variables, stop} = await startLocalEmbeddings(local.python)
  for (const [name, value] of Object.entries(variables)) say(`${name}='${value}'`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop())
}
