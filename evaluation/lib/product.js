import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {ROOT} from '../../scripts/lib/paths.js'

/**
 * The backend's own code, as it is built: what is measured is what readers get.
 *
 * @param {string} [folder] compiled sources of the backend
 */
export async function loadProduct(folder = path.join(ROOT, 'apps/backend/dist')) {
  const load = (file) => import(pathToFileURL(path.resolve(folder, file)).href)
  const [backend, config, log, worker, engine, embedder, parse, read, conversation, {decodeSse}] = await Promise.all([
    load('backend.js'),
    load('config.js'),
    load('log/create-logger.js'),
    load('search/worker-index.js'),
    load('search/engine.js'),
    load('embeddings/create-embedder.js'),
    load('index/parse.js'),
    load('index/read.js'),
    load('extractive/resolve-question.js'),
    import('chatkit-protocol/sse'),
  ])
  return {
    createBackend: backend.createBackend,
    readConfig: config.readConfig,
    createLogger: log.createLogger,
    WorkerIndex: worker.WorkerIndex,
    SearchEngine: engine.SearchEngine,
    createEmbedder: embedder.createEmbedder,
    readIndex: async (source) => parse.parseIndex(await read.readIndexSource(source), source),
    resolveQuestion: conversation.resolveQuestion,
    planSearches: conversation.planSearches,
    decodeSse,
  }
}
