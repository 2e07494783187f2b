import {CONTENT_VARIABLES} from './content.ts'
import {EMBEDDINGS_VARIABLES} from './embeddings.ts'
import {HTTP_VARIABLES} from './http.ts'
import {LIMITS_VARIABLES} from './limits.ts'
import {LOG_VARIABLES} from './log.ts'
import {MODEL_VARIABLES} from './model.ts'
import {QDRANT_VARIABLES} from './qdrant.ts'
import {SESSIONS_VARIABLES} from './sessions.ts'
import {STORAGE_VARIABLES} from './storage.ts'
import type {Variables} from './variable.ts'

/** Every variable that the backend reads. A test holds the table of the README against it. */
export const VARIABLES = {
  ...HTTP_VARIABLES,
  ...CONTENT_VARIABLES,
  ...STORAGE_VARIABLES,
  ...SESSIONS_VARIABLES,
  ...LIMITS_VARIABLES,
  ...LOG_VARIABLES,
  ...MODEL_VARIABLES,
  ...EMBEDDINGS_VARIABLES,
  ...QDRANT_VARIABLES,
} as const satisfies Variables

/** The variables with what they take, for `--help`. */
export function describeVariables(table: Variables = VARIABLES): string {
  return Object.entries(table)
    .map(([name, {expected, fallback}]) => {
      const byDefault = typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '')
      return `  ${name.padEnd(34)} ${expected}${byDefault ? ` [${fallback}]` : ''}`
    })
    .join('\n')
}
