import path from 'node:path'
import {z} from 'zod'
import type {Values} from './variable.ts'

export interface ContentConfig {
  /** Path or http(s) URL of chatkit-index.json. */
  readonly index: string
}

/** Which content is searched. */
export const CONTENT_VARIABLES = {
  CHATKIT_INDEX: {
    schema: z.string(),
    fallback: 'build/chatkit-index.json',
    expected: 'a file path or an http(s) URL of chatkit-index.json',
    example: 'build/chatkit-index.json',
  },
} as const

export function readContent({CHATKIT_INDEX: index}: Values<typeof CONTENT_VARIABLES>, cwd: string): ContentConfig {
  return {index: /^https?:\/\//i.test(index) ? index : path.resolve(cwd, index)}
}
