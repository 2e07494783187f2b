import {randomUUID} from 'node:crypto'
import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {embedOnce} from './embed-once.js'

/**
 * The engines that a question can be searched with, in the order of the table: each opens on an index, or says why it cannot
 * be run. Embeddings and Qdrant are those of the environment, as the backend reads it.
 *
 * @param {object} product see `loadProduct`
 * @param {import('./local-services.js').Services} services
 * @returns {{name: string, whyNot: string | null, open: (indexFile: string) => Promise<object>}[]}
 */
export function listEngines(product, {whyNoEmbeddings, whyNoQdrant, qdrantName}) {
  const config = product.readConfig(process.env, process.cwd())
  const embeddings = whyNoEmbeddings === null ? config.embeddings : null
  const {qdrant} = config
  const collection = `chatkit-eval-${randomUUID()}`
  const openEngine = (setup) => (indexFile) => openProductEngine(product, setup, indexFile)
  return [
    {name: 'lexical', whyNot: null, open: openEngine({embeddings: null, qdrant: null})},
    {name: 'vectors', whyNot: whyNoEmbeddings, open: (indexFile) => openVectors(product, embeddings, indexFile)},
    {name: 'lexical and vectors, fused', whyNot: whyNoEmbeddings, open: openEngine({embeddings, qdrant: null})},
    {
      name: `${qdrantName}, ${embeddings === null ? 'sparse' : 'sparse and dense'}`,
      whyNot: whyNoQdrant,
      open: openEngine({embeddings, qdrant: qdrant === null ? null : {...qdrant, collection}}),
    },
  ]
}

/** An engine in its worker thread, as the server runs it. */
async function openProductEngine(product, setup, indexFile) {
  const {folder, file, remove} = await makeFile()
  if (setup.embeddings !== null) {
    // Qdrant's builder keeps its vectors in a file beside.
    for (const name of ['search.db', 'search-vectors.db'])
      await embedOnce(product, setup.embeddings, indexFile, path.join(folder, name))
  }
  const index = new product.WorkerIndex({file, ...setup})
  const {problem} = await index.ingest(indexFile)
  if (problem !== undefined) throw new Error(`The index in ${folder} is not complete: ${problem}`)
  return {
    search: (request) => index.search(request),
    async problem() {
      const status = await index.status()
      return status.problem ?? status.vectors?.problem ?? null
    },
    async close() {
      await index.close()
      await remove()
    },
  }
}

/** By meaning alone, which the product never does: what the vectors add can only be seen beside it. */
async function openVectors(product, embeddings, indexFile) {
  const {SearchEngine, createEmbedder, readIndex} = product
  const {file, remove} = await makeFile()
  await embedOnce(product, embeddings, indexFile, file)
  const embedder = createEmbedder(embeddings)
  const engine = new SearchEngine(file, {model: embedder.name, minSimilarity: embeddings.minSimilarity})
  engine.ingest(await readIndex(indexFile))
  let problem = null
  return {
    async search({query, limit}) {
      problem = null
      try {
        const [vector] = await embedder.embed([query], 'query')
        return engine.search({query: '', limit}, vector)
      } catch (error) {
        problem = error.message
        return {passages: [], nearest: []}
      }
    },
    problem: async () => problem,
    async close() {
      engine.close()
      await remove()
    },
  }
}

async function makeFile() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-eval-'))
  return {folder, file: path.join(folder, 'search.db'), remove: () => rm(folder, {recursive: true, force: true})}
}
