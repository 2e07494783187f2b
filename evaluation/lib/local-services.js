import {prepareLocalEmbeddings, startLocalEmbeddings} from '../../scripts/lib/local-embeddings.js'
import {prepareLocalQdrant, startLocalQdrant} from '../../scripts/lib/local-qdrant.js'

/**
 * @typedef {object} Services what is there beside the embedded engine
 * @property {string | null} whyNoEmbeddings
 * @property {string | null} whyNoQdrant
 * @property {string} qdrantName what the table calls it
 */

/** Ten thousand passages take this machine's own model half an hour, and Qdrant's client looks at each for each question. */
const TOO_MANY = 'too many passages for what runs on this machine itself'

/**
 * Embeddings and Qdrant as the environment names them, or, where `local` is asked for, started on this machine from packages of
 * PyPI: their settings are then put into the environment, where the backend reads them.
 *
 * @param {{embeddings?: string, qdrant?: string}} wanted `local` or nothing
 * @returns {Promise<Services & {forLargeIndex: Services, stop: () => Promise<void>}>}
 */
export async function startServices(wanted) {
  const {CHATKIT_EMBEDDINGS_URL: url, CHATKIT_EMBEDDINGS_FOLDER: folder, QDRANT_URL: qdrantUrl} = process.env
  const embeddings = await provide('embeddings', wanted.embeddings, url ?? folder, async () => {
    const local = prepareLocalEmbeddings()
    return 'reason' in local ? local : await startLocalEmbeddings(local.python)
  })
  const qdrant = await provide('qdrant', wanted.qdrant, qdrantUrl, async () => {
    const local = prepareLocalQdrant()
    if ('reason' in local) return local
    const server = await startLocalQdrant(local.python)
    return {variables: {QDRANT_URL: server.url}, stop: server.stop}
  })
  const services = {
    whyNoEmbeddings: embeddings.whyNot,
    whyNoQdrant: qdrant.whyNot,
    qdrantName: qdrant.stop === null ? 'Qdrant' : "Qdrant's Python client in local mode",
  }
  const forLarge = ({whyNot, stop}) => (stop === null ? whyNot : TOO_MANY)
  return {
    ...services,
    forLargeIndex: {...services, whyNoEmbeddings: forLarge(embeddings), whyNoQdrant: forLarge(qdrant)},
    async stop() {
      await Promise.all([embeddings.stop?.(), qdrant.stop?.()])
    },
  }
}

/** `stop` is null unless it was started here. */
async function provide(option, wanted, named, start) {
  if (wanted !== undefined && wanted !== 'local')
    throw new Error(`--${option} can only be "local". For another, set the variables of the backend's README.`)
  if (named) return {whyNot: null, stop: null}
  if (wanted === undefined) return {whyNot: `neither is it configured, nor --${option} local given`, stop: null}
  const local = await start()
  if ('reason' in local) return {whyNot: local.reason, stop: null}
  Object.assign(process.env, local.variables)
  return {whyNot: null, stop: local.stop}
}
