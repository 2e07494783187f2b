import {IndexError} from './errors.ts'
import {parseIndex} from './parse.ts'
import {readIndexSource} from './read.ts'
import type {ContentIndex} from './schema.ts'

/**
 * Reads and validates the content index at a path or URL.
 *
 * @param before sections that are indexed now. An index without any does not take their place: it is what a build writes that
 *   went wrong or left out every page
 * @throws IndexError
 */
export async function loadIndex(source: string, before: number): Promise<ContentIndex> {
  const index = parseIndex(await readIndexSource(source), source)
  if (index.sections.length > 0 || before === 0) return index
  throw new IndexError(
    'invalid',
    `${source} has no sections, so the ${before} of the last index stay. Look at the build's warnings, and at index.exclude.`,
  )
}
