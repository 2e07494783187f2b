import type {McpServer} from '@modelcontextprotocol/server'
import {z} from 'zod'
import {toSitePath} from '../search/site-path.ts'
import type {SearchIndex} from '../search/types.ts'
import {cleanText} from '../text/clean.ts'
import {answerTool, ToolError} from './answer-tool.ts'
import {cutSection, shownLink, shownSection, toAbsolute, writePassage} from './passages.ts'
import {requireSite} from './require-site.ts'

const input = z.object({
  section: z
    .string()
    .min(1)
    .max(2_000)
    .describe('The id or URL of a section, as a search gave it, or the URL of a page'),
})

const output = shownSection.extend({
  page: z.array(shownLink).describe('All sections of the same page'),
})

/** Adds the tool `read_section`. */
export function readSectionTool(server: McpServer, index: SearchIndex, report: (error: unknown) => void): void {
  const options = {
    title: 'Read a section',
    description:
      'Reads one section of the documentation whole, with its code, and lists the other sections of its page.',
    inputSchema: input,
    outputSchema: output,
    annotations: {readOnlyHint: true, idempotentHint: true, openWorldHint: false},
  }
  server.registerTool('read_section', options, ({section}) => answerTool(report, () => read(index, section)))
}

async function read(index: SearchIndex, asked: string) {
  const {site} = await requireSite(index)
  const section = await index.section(toSitePath(cleanText(asked), site))
  if (section === null)
    throw new ToolError('There is no such section. Search first, and give the id or URL of a passage that was found.')
  const structured: z.infer<typeof output> = {
    ...cutSection(section, site),
    page: section.page.map(({id, url, heading}) => ({id, url: toAbsolute(url, site), heading})),
  }
  const others = structured.page.filter(({id}) => id !== section.id).map(({heading, url}) => `- ${heading}: ${url}`)
  const more = others.length === 0 ? [] : [`Other sections of this page:\n\n${others.join('\n')}`]
  return {structured, text: [writePassage(structured), ...more].join('\n\n---\n\n')}
}
