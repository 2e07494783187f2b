import type {SearchRequest} from './types.ts'

/** The versions that a request is limited to; null = none is asked for. */
export function listVersions({version}: Pick<SearchRequest, 'version'>): string[] | null {
  if (version === undefined) return null
  return typeof version === 'string' ? [version] : [...version]
}
