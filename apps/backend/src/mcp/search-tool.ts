import type {McpServer} from '@modelcontextprotocol/server'
import {z} from 'zod'
import type {Elsewhere, SearchIndex} from '../search/types.ts'
import {ENGLISH} from '../texts/en.ts'
import {cleanText} from '../text/clean.ts'
import {isSameLanguage} from '../search/editions.ts'
import {answerTool, ToolError} from './answer-tool.ts'
import {linkTo, passageOf, shownLink, shownSection, writePassage} from './passages.ts'
import {requireSite} from './require-site.ts'

const input = z.object({
  query: z.string().min(1).max(1_000).describe('What to look for, in a few words of the text’s own language'),
  locale: z
    .string()
    .max(50)
    .optional()
    .describe(
      'Language of the text to search, such as "en". Default: that of the query’s script, or else the site’s own',
    ),
  version: z
    .string()
    .max(200)
    .optional()
    .describe('Version of the documentation to search. Default: the latest, and the others when that has nothing'),
  limit: z.number().int().min(1).max(20).optional().describe('Passages to return at most. Default 6'),
})

const output = z.object({
  site: z.object({title: z.string(), url: z.string(), locale: z.string()}),
  passages: z.array(shownSection).describe('Best first; empty when nothing covers enough of the query'),
  nearest: z.array(shownLink).describe('What came closest when no passage was found'),
  elsewhere: z
    .object({
      locale: z.string().nullable(),
      version: z.object({read: z.string(), found: z.string()}).nullable(),
      address: z.string().nullable(),
    })
    .optional()
    .describe('Where the passages are from when what is searched first has none: another language, version or build'),
})

/** Adds the tool `search`. */
export function searchTool(server: McpServer, index: SearchIndex, report: (error: unknown) => void): void {
  const options = {
    title: 'Search the documentation',
    description: 'Searches the documentation and returns its best passages, each with the URL to cite it by.',
    inputSchema: input,
    outputSchema: output,
    annotations: {readOnlyHint: true, idempotentHint: true, openWorldHint: false},
  }
  server.registerTool('search', options, (asked) => answerTool(report, () => search(index, asked)))
}

async function search(index: SearchIndex, {query, locale, version, limit}: z.infer<typeof input>) {
  const {site: byDefault, versions, locales} = await requireSite(index)
  const wanted = locales.find((known) => known === locale) ?? locales.find((known) => isSameLanguage(known, locale))
  if (locale !== undefined && wanted === undefined) {
    const known = locales.map((one) => `"${one}"`).join(', ')
    throw new ToolError(`Only ${known} is indexed here. Leave locale out, or ask the server of that language.`)
  }
  if (version !== undefined && !versions.includes(version)) {
    const known = versions.length === 0 ? 'This site has no versions' : `The versions are ${versions.join(', ')}`
    throw new ToolError(`There is no version of that name. ${known}.`)
  }
  const found = await index.search({query: cleanText(query), locale: wanted, version, limit})
  const {site = byDefault} = found
  const structured: z.infer<typeof output> = {
    site: {title: site.title, url: new URL(site.baseUrl, site.url).href, locale: site.locale},
    passages: found.passages.map((passage) => passageOf(passage, site)),
    nearest: found.nearest.map((passage) => linkTo(passage, site)),
    ...(found.elsewhere === undefined ? {} : {elsewhere: found.elsewhere}),
  }
  return {structured, text: write(structured)}
}

function write({site, passages, nearest, elsewhere}: z.infer<typeof output>): string {
  if (passages.length > 0) {
    const from = elsewhere === undefined ? [] : [describeElsewhere(elsewhere)]
    return [...from, ...passages.map(writePassage)].join('\n\n---\n\n')
  }
  const said = `Nothing in "${site.title}" answers this.`
  if (nearest.length === 0) return `${said} Try other words.`
  return `${said} These sections come nearest:\n\n${nearest.map(({heading, url}) => `- ${heading}: ${url}`).join('\n')}`
}

function describeElsewhere({locale, version, address}: Elsewhere): string {
  if (locale !== null) return ENGLISH.onlyInLanguage(locale)
  if (version !== null) return ENGLISH.onlyInVersion(version.found, version.read)
  return ENGLISH.onlyAt(address ?? '')
}
