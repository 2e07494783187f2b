import type {URLSource} from 'chatkit-protocol'
import type {Passage, SiteInfo} from '../search/types.ts'
import {excerpt} from '../text/clean.ts'

const DESCRIPTION_LENGTH = 200

/** A passage as the source of a citation: the section's heading as title, its way down the page as group. */
export function toSource(passage: Passage, site: SiteInfo | null): URLSource {
  const heading = passage.headingPath.at(-1) ?? passage.title
  const path = passage.headingPath.slice(0, -1).join(' › ')
  const description = excerpt(passage.text, DESCRIPTION_LENGTH)
  return {
    type: 'url',
    url: passage.url,
    title: heading || passage.title,
    group: path || passage.title,
    ...(description === '' ? {} : {description}),
    ...(site === null || site.title === '' ? {} : {attribution: site.title}),
  }
}
