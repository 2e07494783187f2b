import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const NOT_BUILT = (what) => `this backend has no ${what} yet`

/**
 * The engines that a question can be searched with, in the order of the table: each opens on an index, or says why it cannot
 * be run.
 *
 * @type {{name: string, whyNot: string | null, open?: (product: object, indexFile: string) => Promise<object>}[]}
 */
export const ENGINES = [
  {name: 'lexical', whyNot: null, open: openLexical},
  {name: 'vectors', whyNot: NOT_BUILT('embeddings')},
  {name: 'lexical and vectors, fused', whyNot: NOT_BUILT('embeddings')},
  {name: 'Qdrant', whyNot: NOT_BUILT('Qdrant engine')},
]

/** The embedded engine in its worker thread, as the server runs it. */
async function openLexical({WorkerIndex}, indexFile) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-eval-'))
  const index = new WorkerIndex(path.join(folder, 'search.db'))
  await index.ingest(indexFile)
  return {
    search: (request) => index.search(request),
    async close() {
      await index.close()
      await rm(folder, {recursive: true, force: true})
    },
  }
}
