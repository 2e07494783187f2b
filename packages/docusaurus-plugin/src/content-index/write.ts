import logger from '@docusaurus/logger'
import type {Plugin, Props} from '@docusaurus/types'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {createAgentFiles} from '../agents/files.ts'
import type {PluginOptions} from '../options.ts'
import {buildIndex, type BuildResult} from './build.ts'
import {collectPages} from './pages.ts'
import type {ContentIndex} from './types.ts'

type BuildProps = Parameters<NonNullable<Plugin['postBuild']>>[0]
/** What of a build is read. A site that was loaded but not built just now has no `routesBuildMetadata`. */
type BuiltProps = Omit<Props, 'postBodyTags' | 'preBodyTags'> & Partial<Pick<BuildProps, 'routesBuildMetadata'>>

/** Reads the pages of a built site. A page that cannot be read gives a warning, and the rest goes on. */
export async function readBuiltSite(props: BuiltProps, exclude: string[]): Promise<BuildResult> {
  const {baseUrl, i18n, outDir, siteConfig, siteDir, routesBuildMetadata = {}} = props
  const result = await buildIndex({
    site: {url: siteConfig.url, baseUrl, locale: i18n.currentLocale, title: siteConfig.title},
    pages: collectPages({...props, routesBuildMetadata}, exclude),
    readHtml: (file) => readFile(path.join(outDir, file), 'utf8'),
    isNoIndexSite: siteConfig.noIndex,
    ...(siteConfig.markdown.mermaid && {
      readSource: (file: string) => readFile(path.join(siteDir, file), 'utf8').catch(() => null),
    }),
  })
  for (const {path: page, reason} of result.broken) {
    logger.warn(logger.interpolate`The assistant will not know the page url=${page}: ${reason}`)
  }
  return result
}

/** Writes the index, and says how much is in it. */
export async function writeContentIndex(index: ContentIndex, file: string): Promise<void> {
  const json = `${JSON.stringify(index)}\n`
  await mkdir(path.dirname(file), {recursive: true})
  await writeFile(file, json)
  if (index.sections.length === 0) {
    logger.warn(
      `The content index has no section: the assistant will know nothing. Does index.exclude leave out every page?`,
    )
  }
  logger.info(logger.interpolate`${describe(index)} (${Buffer.byteLength(json)} bytes) are in path=${file}`)
}

/** Writes `llms.txt` and the pages' Markdown twins beside them. A file of the owner's own with such a name stays. */
export async function writeAgentFiles(
  {index, documents}: BuildResult,
  {outDir, siteConfig}: BuiltProps,
  agents: PluginOptions['agents'],
): Promise<void> {
  const site = {...index.site, ...(siteConfig.tagline && {tagline: siteConfig.tagline})}
  for (const {path: name, text} of createAgentFiles(site, documents, agents)) {
    const file = path.join(outDir, name)
    await mkdir(path.dirname(file), {recursive: true})
    try {
      await writeFile(file, text, {flag: 'wx'})
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      logger.warn(logger.interpolate`path=${name} was there already and stays as it is.`)
    }
  }
}

function describe({sections}: ContentIndex): string {
  const pages = new Set(sections.map(({url}) => url.replace(/#.*/, ''))).size
  const words = sections.reduce((sum, {text}) => sum + (text.match(/\S+/g)?.length ?? 0), 0)
  return `Content index: ${pages} pages, ${sections.length} sections, ${words} words`
}
