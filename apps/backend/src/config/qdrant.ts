import {z} from 'zod'
import type {QdrantConfig} from '../search/qdrant/connect.ts'
import {httpUrl, word} from './schemas.ts'
import type {Values} from './variable.ts'

export const QDRANT_VARIABLES = {
  QDRANT_URL: {
    schema: httpUrl,
    fallback: undefined,
    expected: "Qdrant's http(s) URL; without it the search index is a file in the data folder",
    example: 'http://localhost:6333',
  },
  QDRANT_API_KEY: {
    schema: word,
    fallback: undefined,
    expected: 'a key that may write to Qdrant, without spaces',
    example: 'the value of QDRANT__SERVICE__API_KEY',
  },
  QDRANT_COLLECTION: {
    schema: z.string().regex(/^[\w.-]{1,200}$/),
    fallback: 'chatkit',
    expected: 'a name of letters, digits, dots, dashes and underscores; each site needs its own',
    example: 'chatkit-handbook',
  },
} as const

export function readQdrant(values: Values<typeof QDRANT_VARIABLES>): QdrantConfig | null {
  const {QDRANT_URL: url, QDRANT_API_KEY: apiKey, QDRANT_COLLECTION: collection} = values
  return url === undefined ? null : {url, apiKey, collection}
}
