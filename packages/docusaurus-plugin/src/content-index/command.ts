import type {Props} from '@docusaurus/types'
import {existsSync} from 'node:fs'
import path from 'node:path'
import {type Cli, type LoadSite, loadWithDocusaurus} from '../load-site.ts'
import type {IndexOptions} from '../options.ts'

interface CommandOptions {
  outDir?: string
  out?: string
  locale?: string
  config?: string
}

/** Adds `docusaurus chat:index`: the index of pages that were built before, for an index with other options or a lost one. */
export function addIndexCommand(cli: Cli, options: IndexOptions, loadSite: LoadSite = loadWithDocusaurus): void {
  cli
    .command('chat:index [siteDir]')
    .description('Write the content index of the assistant from pages that are built already.')
    .option('--out-dir <folder>', 'where the built pages are (default: build)')
    .option('--out <file>', 'write the index there, instead of beside the pages')
    .option('--locale <locale>', 'only the index of this locale')
    .option('--config <file>', 'path to the Docusaurus configuration (default: docusaurus.config.js)')
    .action(async (siteDir: string | undefined, given: CommandOptions) => {
      await writeIndexes(path.resolve(siteDir ?? '.'), given, options, loadSite)
    })
}

async function writeIndexes(
  siteDir: string,
  {outDir, out, locale, config}: CommandOptions,
  {exclude, filename}: IndexOptions,
  loadSite: LoadSite,
): Promise<void> {
  const {readBuiltSite, writeContentIndex} = await import('./write.ts')
  const load = (name?: string) =>
    loadSite({
      siteDir,
      ...(outDir !== undefined && {outDir}),
      ...(config !== undefined && {config}),
      ...(name !== undefined && {locale: name}),
    })
  const first = await load(locale)
  const others = first.i18n.locales.filter((name) => name !== first.i18n.currentLocale)
  const locales = locale === undefined ? others : []
  if (out !== undefined && locales.length > 0) {
    throw new Error(
      `This site has ${locales.length + 1} locales, each with an index of its own. Add --locale ${first.i18n.currentLocale} (or ${others.join(', ')}) to write one of them to ${out}.`,
    )
  }
  const write = async (props: Props) => {
    if (!existsSync(props.outDir)) {
      throw new Error(
        `There are no built pages in ${props.outDir}. Run "docusaurus build" first, or name their folder by --out-dir.`,
      )
    }
    const {index} = await readBuiltSite(props, exclude)
    await writeContentIndex(index, out === undefined ? path.join(props.outDir, filename) : path.resolve(out))
  }
  await write(first)
  for (const name of locales) await write(await load(name))
}
