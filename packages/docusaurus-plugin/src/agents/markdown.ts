import type {SiteDocument} from '../content-index/build.ts'
import type {Block, PageSection} from '../content-index/sections.ts'

/** A page as Markdown: title, where it stands, and its sections under headings of their own level. */
export function toMarkdown({title, sections}: SiteDocument, url: string): string {
  return `${[`# ${title}`, `Source: ${url}`, ...writeSections(sections, 1)].join('\n\n')}\n`
}

/**
 * Sections as blocks of Markdown.
 *
 * @param level how deep the page's own title stands
 */
export function writeSections(sections: PageSection[], level: number): string[] {
  const open: string[] = []
  return sections.flatMap(({headingPath, blocks}) => {
    const headings: string[] = []
    // A section without text of its own is not among them, and its heading is needed all the same.
    headingPath.slice(1).forEach((heading, depth) => {
      const isLast = depth === headingPath.length - 2
      if (!isLast && open[depth] === heading) return
      open.splice(depth, Infinity, heading)
      headings.push(`${'#'.repeat(Math.min(6, level + 1 + depth))} ${heading}`)
    })
    return [...headings, ...blocks.map(writeBlock)]
  })
}

function writeBlock(block: Block): string {
  if (typeof block === 'string') return block
  const {language, title, code} = block
  // One more than the longest row of backticks inside.
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({length}) => length))
  const fence = '`'.repeat(longest + 1)
  const name = title === null ? '' : ` title="${title.replaceAll('"', "'")}"`
  return `${fence}${language}${name}\n${code}\n${fence}`
}
