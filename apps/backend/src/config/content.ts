import {createHash} from 'node:crypto'
import path from 'node:path'
import {z} from 'zod'
import {splitList} from './schemas.ts'
import type {Values} from './variable.ts'

/** Where one edition of the site (a language, or a version that is built by itself) has its content index. */
export interface ContentSource {
  /** Absolute path or http(s) URL. */
  readonly source: string
  /** The same for the same entry, different for each: what is stored of the edition is named by it. Letters, digits, dashes. */
  readonly name: string
}

export interface ContentConfig {
  /** At least one; the site's default language first. */
  readonly indexes: readonly ContentSource[]
}

/** Which content is searched. */
export const CONTENT_VARIABLES = {
  CHATKIT_INDEX: {
    schema: z
      .string()
      .transform(splitList)
      .refine((list) => list.length > 0 && new Set(list).size === list.length),
    fallback: 'build/chatkit-index.json',
    expected:
      'paths or http(s) URLs of chatkit-index.json, separated by commas: one for each language, the default one first',
    example: 'build/chatkit-index.json,build/ur/chatkit-index.json',
  },
} as const

export function readContent({CHATKIT_INDEX: written}: Values<typeof CONTENT_VARIABLES>, cwd: string): ContentConfig {
  return {
    indexes: [written].flat().map((one) => ({source: resolveSource(one, cwd), name: nameOf(one)})),
  }
}

/** A path below `cwd`, or a URL as it is. */
export function resolveSource(written: string, cwd: string): string {
  return /^https?:\/\//i.test(written) ? written : path.resolve(cwd, written)
}

/** For people the end of the folder, for certainty a digest of the whole. Not of the absolute path: on another machine it is another. */
function nameOf(written: string): string {
  const folder = written.replace(/^https?:\/\//i, '').replace(/\/?[^/]*\.json$/i, '')
  const readable = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(-30)
  const digest = createHash('sha256').update(written).digest('hex').slice(0, 8)
  return `${readable}-${digest}`.replace(/^-+/, '')
}
