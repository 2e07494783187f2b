import {randomUUID} from 'node:crypto'
import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/**
 * The engines that a question can be searched with, in the order of the table: each opens on an index, or says why it cannot
 * be run. Embeddings and Qdrant are those of the environment, as the backend reads it.
 *
 * @param {object} product see `loadProduct`
 * @returns {{name: string, whyNot: string | null, open: (indexFile: string) => Promise<object>}[]}
 */
export function listEngines(product) {
  const {embeddings, qdrant} = product.readConfig(process.env, process.cwd())
  const noEmbeddings =
    embeddings === null ? 'neither CHATKIT_EMBEDDINGS_URL nor CHATKIT_EMBEDDINGS_FOLDER is set' : null
  const noQdrant = qdrant === null ? 'QDRANT_URL is not set' : null
  const collection = `chatkit-eval-${randomUUID()}`
  const openEngine = (setup) => (indexFile) => openProductEngine(product, setup, indexFile)
  return [
    {name: 'lexical', whyNot: null, open: openEngine({embeddings: null, qdrant: null})},
    {name: 'vectors', whyNot: noEmbeddings, open: (indexFile) => openVectors(product, embeddings, indexFile)},
    {name: 'lexical and vectors, fused', whyNot: noEmbeddings, open: openEngine({embeddings, qdrant: null})},
    {
      name: embeddings === null ? 'Qdrant, sparse' : 'Qdrant, sparse and dense',
      whyNot: noQdrant,
      open: openEngine({embeddings, qdrant: qdrant === null ? null : {...qdrant, collection}}),
    },
  ]
}

/** An engine in its worker thread, as the server runs it. */
async function openProductEngine({WorkerIndex}, setup, indexFile) {
  const {folder, file, remove} = await makeFile()
  const index = new WorkerIndex({file, ...setup})
  const {problem} = await index.ingest(indexFile)
  if (problem !== undefined) throw new Error(`The index in ${folder} is not complete: ${problem}`)
  return {
    search: (request) => index.search(request),
    async close() {
      await index.close()
      await remove()
    },
  }
}

/** By meaning alone, which the product never does: what the vectors add can only be seen beside it. */
async function openVectors({SearchEngine, createEmbedder, readIndex}, embeddings, indexFile) {
  const {file, remove} = await makeFile()
  const embedder = createEmbedder(embeddings)
  const engine = new SearchEngine(file, {model: embedder.name, minSimilarity: embeddings.minSimilarity})
  engine.ingest(await readIndex(indexFile))
  await engine.embed(embedder)
  return {
    async search({query, limit}) {
      const [vector] = await embedder.embed([query], 'query')
      return engine.search({query: '', limit}, vector)
    },
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
