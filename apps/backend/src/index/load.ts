import type {IndexStatus} from '../search/types.ts'
import {IndexError} from './errors.ts'
import {parseIndex} from './parse.ts'
import {readIndexSource} from './read.ts'
import type {ContentIndex} from './schema.ts'

/** A site of fewer sections may lose most of them by an edit. */
const SMALL = 20
/** Share of the sections below which it is taken for a build that went wrong: dropping one of two versions leaves about a half, two of three a third. */
const LEAST_LEFT = 0.25

/** Reads and validates the content index at a path or URL. @throws IndexError */
export async function loadIndex(source: string): Promise<ContentIndex> {
  return parseIndex(await readIndexSource(source), source)
}

/**
 * Refuses an index with no sections or far fewer than the last one: it is what a build writes that went wrong or left out
 * pages. Fewer are no fall when it is the index of another site.
 *
 * @param before what is searched now
 * @throws IndexError
 */
export function refuseFall({site, sections}: ContentIndex, before: IndexStatus, source: string): void {
  if (before.sections === 0) return
  const stay = `the ${before.sections} of the last index stay. Look at the build's warnings, and at index.exclude`
  const forced = 'If it is right, run: chatkit-docs-backend ingest --force'
  if (sections.length === 0) throw new IndexError('refused', `${source} has no sections, so ${stay}. ${forced}`)
  const isSameSite =
    site.url === before.site?.url && site.baseUrl === before.site.baseUrl && site.locale === before.site.locale
  if (isSameSite && before.sections >= SMALL && sections.length < before.sections * LEAST_LEFT)
    throw new IndexError('refused', `${source} has only ${sections.length} sections, so ${stay}. ${forced}`)
}
