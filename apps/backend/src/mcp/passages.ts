import {z} from 'zod'
import type {CodeBlock, Passage, Section, SiteInfo} from '../search/types.ts'
import {fence} from '../text/markdown.ts'

/** Characters of a passage's or a section's text, and of its code, that are given at once. */
const MAX_TEXT = 20_000
const MAX_CODE = 20_000

export const shownSection = z.object({
  id: z.string(),
  url: z.string().describe('To cite it by'),
  title: z.string().describe('Title of the page'),
  headingPath: z.array(z.string()),
  version: z.string().nullable().describe('Version of the documentation; null where it has none'),
  text: z.string(),
  code: z.array(z.object({language: z.string(), title: z.string().nullable(), code: z.string()})),
  truncated: z.boolean().describe('Whether there is more than what is returned'),
})

export const shownLink = z.object({id: z.string(), url: z.string(), heading: z.string()})

type ShownSection = z.infer<typeof shownSection>

export function passageOf(passage: Passage, site: SiteInfo): ShownSection {
  return cutSection({...passage, id: passage.sectionId}, site)
}

export function linkTo(passage: Passage, site: SiteInfo): z.infer<typeof shownLink> {
  const heading = passage.headingPath.at(-1) ?? passage.title
  const named = heading === passage.title ? heading : `${passage.title} › ${heading}`
  return {id: passage.sectionId, url: toAbsolute(passage.url, site), heading: named}
}

/** As it is shown to an agent, cut where it is very long. */
export function cutSection(
  {id, url, title, headingPath, version, text, code}: Omit<Section, 'page'>,
  site: SiteInfo,
): ShownSection {
  const kept = cutCode(code)
  return {
    id,
    url: toAbsolute(url, site),
    title,
    headingPath: [...headingPath],
    version,
    text: text.slice(0, MAX_TEXT),
    code: kept,
    truncated: text.length > MAX_TEXT || kept.length < code.length,
  }
}

/** As Markdown: what most clients put before their model. */
export function writePassage({headingPath, title, url, version, text, code, truncated}: ShownSection): string {
  const heading = headingPath.length === 0 ? title : headingPath.join(' › ')
  const blocks = code.map((block) =>
    [...(block.title === null ? [] : [block.title]), fence(block.code, block.language)].join('\n'),
  )
  return [
    `# ${heading}`,
    `Source: ${url}${version === null ? '' : `\nVersion: ${version}`}`,
    ...(text === '' ? [] : [text]),
    ...blocks,
    ...(truncated ? ['(There is more, which is cut off here.)'] : []),
  ].join('\n\n')
}

export function toAbsolute(path: string, site: SiteInfo): string {
  return new URL(path, site.url).href
}

/** As many whole blocks as there is room for. */
function cutCode(code: readonly CodeBlock[]): CodeBlock[] {
  let left = MAX_CODE
  const kept: CodeBlock[] = []
  for (const block of code) {
    left -= block.code.length
    if (left < 0) break
    kept.push(block)
  }
  return kept
}
