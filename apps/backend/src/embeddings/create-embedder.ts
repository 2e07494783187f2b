import {EndpointEmbedder} from './endpoint-embedder.ts'
import {FolderEmbedder} from './folder-embedder.ts'
import type {Embedder, EmbeddingsConfig} from './types.ts'

export function createEmbedder({source, queryPrefix, passagePrefix}: EmbeddingsConfig): Embedder {
  return source.kind === 'endpoint'
    ? new EndpointEmbedder({...source, queryPrefix, passagePrefix})
    : new FolderEmbedder({folder: source.folder, queryPrefix, passagePrefix})
}
