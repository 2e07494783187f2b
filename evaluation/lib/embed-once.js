import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {copyFile, mkdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {ROOT} from '../../scripts/lib/paths.js'

const CACHE = path.join(ROOT, 'node_modules/.cache/chatkit-eval')

/**
 * Writes the embedded engine's file with the vectors of an index, for an engine to begin with. They are kept from run to run, so
 * that only passages that changed are embedded.
 *
 * @param {object} product see `loadProduct`
 * @param {object} embeddings the backend's configuration of them
 * @param {string} indexFile
 * @param {string} target
 */
export async function embedOnce({SearchEngine, createEmbedder, readIndex}, embeddings, indexFile, target) {
  const {site} = JSON.parse(await readFile(indexFile, 'utf8'))
  const embedder = createEmbedder(embeddings)
  const key = createHash('sha256')
    .update(JSON.stringify([embedder.name, site]))
    .digest('hex')
    .slice(0, 16)
  await mkdir(CACHE, {recursive: true})
  const file = path.join(CACHE, `${key}.db`)
  const engine = new SearchEngine(file, {model: embedder.name, minSimilarity: embeddings.minSimilarity})
  try {
    engine.ingest(await readIndex(indexFile))
    await engine.embed(embedder)
  } finally {
    engine.close()
  }
  // The library writes its log into the file some time after it was closed.
  for (const ending of ['', '-wal']) if (existsSync(file + ending)) await copyFile(file + ending, target + ending)
}
