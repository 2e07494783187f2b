import type {Section, SectionLink} from '../search/types.ts'
import {cutIntoParts} from './section-parts.ts'

/** Sections before and after it whose headings go along. */
const NEIGHBOURS = 5

export const NO_SUCH_SECTION =
  'There is no such section. Give the number or the url of a passage that you were shown, or search first.'

/**
 * A section as a model sees it, as JSON: its strings delimit retrieved text in a way that the text cannot break out of.
 *
 * @param number what to cite it by
 * @param part which part of a long section, from 1; one beyond its end is the last one
 */
export function writeReadOutput(section: Section, number: number, part: number): string {
  const parts = cutIntoParts(section)
  const at = Math.min(part, parts.length)
  const shown = parts[at - 1]
  return JSON.stringify({
    number,
    page: section.title,
    heading: section.headingPath.at(-1) ?? section.title,
    url: section.url,
    text: shown?.text ?? '',
    code: shown?.code ?? [],
    ...(parts.length === 1
      ? {}
      : {
          note:
            at < parts.length
              ? `This is part ${at} of ${parts.length}. The section goes on: read part ${at + 1} if what you need is not here.`
              : `This is part ${at} of ${parts.length}, the last one.`,
        }),
    ...neighboursOf(section),
  })
}

/** Says to the model why it gets nothing, and what it can do. */
export function writeToolError(message: string): string {
  return JSON.stringify({error: message})
}

function neighboursOf({id, page}: Section): {before: object[]; after: object[]} {
  const at = page.findIndex((link) => link.id === id)
  const show = (links: readonly SectionLink[]) => links.map(({heading, url}) => ({heading, url}))
  return at === -1
    ? {before: [], after: []}
    : {before: show(page.slice(Math.max(0, at - NEIGHBOURS), at)), after: show(page.slice(at + 1, at + 1 + NEIGHBOURS))}
}
