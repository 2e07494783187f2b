import path from 'node:path'
import type {Config} from '../config.ts'
import {FILES} from '../data-dir.ts'
import type {SiteSetup} from './open-index.ts'

/** The engines of the configured indexes. One alone has the plain file and collection; of several each has its own. */
export function setUpSite({indexes, dataDir, embeddings, qdrant}: Config): SiteSetup {
  const isAlone = indexes.length === 1
  return {
    editions: indexes.map(({source, name}) => ({
      source,
      setup: {
        file: path.join(dataDir, isAlone ? FILES.search : FILES.search.replace('.', `-${name}.`)),
        embeddings,
        qdrant: qdrant === null || isAlone ? qdrant : {...qdrant, collection: `${qdrant.collection}-${name}`},
      },
    })),
  }
}
