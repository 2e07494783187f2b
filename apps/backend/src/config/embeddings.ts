import path from 'node:path'
import {z} from 'zod'
import type {EmbeddingsConfig} from '../embeddings/types.ts'
import {httpUrl, word} from './schemas.ts'
import {problem, type Values} from './variable.ts'

export const EMBEDDINGS_VARIABLES = {
  CHATKIT_EMBEDDINGS_URL: {
    schema: httpUrl,
    fallback: undefined,
    expected: 'an http(s) URL that ends before /embeddings; turns search by meaning on',
    example: 'http://localhost:11434/v1',
  },
  CHATKIT_EMBEDDINGS_MODEL: {
    schema: word,
    fallback: undefined,
    expected: 'the name of an embedding model as the server knows it',
    example: 'bge-m3',
  },
  CHATKIT_EMBEDDINGS_API_KEY: {
    schema: word,
    fallback: undefined,
    expected: 'a key without spaces, if the server wants one',
    example: 'sk-…',
  },
  CHATKIT_EMBEDDINGS_FOLDER: {
    schema: z.string(),
    fallback: undefined,
    expected: 'a folder with an ONNX embedding model, run in this process by @huggingface/transformers',
    example: 'models/all-MiniLM-L6-v2',
  },
  CHATKIT_EMBEDDINGS_QUERY_PREFIX: {
    schema: z.string().max(200),
    fallback: '',
    expected: 'what the model wants before a question, in double quotes if a space ends it',
    example: '"query: "',
  },
  CHATKIT_EMBEDDINGS_PASSAGE_PREFIX: {
    schema: z.string().max(200),
    fallback: '',
    expected: 'what the model wants before a passage, in double quotes if a space ends it',
    example: '"passage: "',
  },
  CHATKIT_EMBEDDINGS_MIN_SIMILARITY: {
    schema: z
      .string()
      .regex(/^(0(\.\d+)?|1(\.0+)?)$/)
      .transform(Number),
    fallback: 0.5,
    expected: 'the similarity from which a passage answers without sharing words, from 0 to 1',
    example: '0.5',
  },
} as const

type EmbeddingsValues = Values<typeof EMBEDDINGS_VARIABLES>

export function readEmbeddings(values: EmbeddingsValues, cwd: string): EmbeddingsConfig | null {
  const {CHATKIT_EMBEDDINGS_URL: url, CHATKIT_EMBEDDINGS_MODEL: model, CHATKIT_EMBEDDINGS_FOLDER: folder} = values
  const common = {
    queryPrefix: unquote(values.CHATKIT_EMBEDDINGS_QUERY_PREFIX),
    passagePrefix: unquote(values.CHATKIT_EMBEDDINGS_PASSAGE_PREFIX),
    minSimilarity: values.CHATKIT_EMBEDDINGS_MIN_SIMILARITY,
  }
  if (folder !== undefined) return {...common, source: {kind: 'folder', folder: path.resolve(cwd, folder)}}
  if (url === undefined || model === undefined) return null
  return {...common, source: {kind: 'endpoint', url, model, apiKey: values.CHATKIT_EMBEDDINGS_API_KEY}}
}

export function checkEmbeddings(values: EmbeddingsValues): string[] {
  const refuse = (name: keyof EmbeddingsValues, what: string): string => problem(EMBEDDINGS_VARIABLES, name, what)
  if (values.CHATKIT_EMBEDDINGS_URL === undefined) return []
  return [
    ...(values.CHATKIT_EMBEDDINGS_MODEL === undefined
      ? [refuse('CHATKIT_EMBEDDINGS_MODEL', 'is missing although CHATKIT_EMBEDDINGS_URL is set')]
      : []),
    ...(values.CHATKIT_EMBEDDINGS_FOLDER === undefined
      ? []
      : [refuse('CHATKIT_EMBEDDINGS_FOLDER', 'is set although CHATKIT_EMBEDDINGS_URL is; one of them is enough')]),
  ]
}

/** Values are trimmed: a space at the end is kept by quotes. */
function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1) : value
}
