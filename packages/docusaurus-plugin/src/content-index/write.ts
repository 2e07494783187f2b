import logger from '@docusaurus/logger'
import type {Plugin} from '@docusaurus/types'
import {readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import type {IndexOptions} from '../options.ts'
import {buildIndex} from './build.ts'
import {collectPages} from './pages.ts'
import type {ContentIndex} from './types.ts'

type BuildProps = Parameters<NonNullable<Plugin['postBuild']>>[0]

/** Makes the index of the built site and writes it beside the pages. All file access of the index is in here. */
export async function writeContentIndex(props: BuildProps, options: IndexOptions): Promise<void> {
  const {baseUrl, i18n, outDir, siteConfig, siteDir} = props
  const pages = collectPages(props, options.exclude)
  const {index, broken} = await buildIndex({
    site: {url: siteConfig.url, baseUrl, locale: i18n.currentLocale, title: siteConfig.title},
    pages,
    readHtml: (file) => readFile(path.join(outDir, file), 'utf8'),
    ...(siteConfig.markdown.mermaid && {
      readSource: (file: string) => readFile(path.join(siteDir, file), 'utf8').catch(() => null),
    }),
  })
  for (const {path: page, reason} of broken) {
    logger.warn(logger.interpolate`The assistant will not know the page url=${page}: ${reason}`)
  }
  const json = `${JSON.stringify(index)}\n`
  const file = path.join(outDir, options.filename)
  await writeFile(file, json)
  if (index.sections.length === 0) {
    logger.warn(
      `The content index has no section: the assistant will know nothing. Does index.exclude leave out every page?`,
    )
  }
  logger.info(logger.interpolate`${describe(index)} (${Buffer.byteLength(json)} bytes) are in path=${file}`)
}

function describe({sections}: ContentIndex): string {
  const pages = new Set(sections.map(({url}) => url.replace(/#.*/, ''))).size
  const words = sections.reduce((sum, {text}) => sum + (text.match(/\S+/g)?.length ?? 0), 0)
  return `Content index: ${pages} pages, ${sections.length} sections, ${words} words`
}
