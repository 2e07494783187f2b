import type {Props} from '@docusaurus/types'
import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {selectBackendUrl} from '../backend-url.ts'
import {type Cli, type LoadSite, loadWithDocusaurus} from '../load-site.ts'
import type {PluginOptions} from '../options.ts'
import type {Need} from './needs.ts'
import type {PlacedNeed, Reason} from './policy.ts'
import type {SiteParts} from './site.ts'

interface CommandOptions {
  outDir?: string
  config?: string
}

/** Adds `docusaurus chat:csp`: the smallest Content Security Policy under which a built site, with its assistant, works. */
export function addPolicyCommand(cli: Cli, options: PluginOptions, loadSite: LoadSite = loadWithDocusaurus): void {
  cli
    .command('chat:csp [siteDir]')
    .description('Print the smallest Content-Security-Policy that the built site works with.')
    .option('--out-dir <folder>', 'where the built pages are (default: build)')
    .option('--config <file>', 'path to the Docusaurus configuration (default: docusaurus.config.js)')
    .action(async (siteDir: string | undefined, {outDir, config}: CommandOptions) => {
      const props = await loadSite({
        siteDir: path.resolve(siteDir ?? '.'),
        ...(outDir !== undefined && {outDir}),
        ...(config !== undefined && {config}),
      })
      await printPolicy(props, options)
    })
}

/** The policy alone goes to standard output, so that a script can take it; why it is so goes beside it. */
async function printPolicy(props: Props, options: PluginOptions): Promise<void> {
  const {createPolicy} = await import('./policy.ts')
  const {readSite} = await import('./site.ts')
  const needs = await readBuild(props)
  for (const need of readSite(describeSite(props, options))) needs.push({...need, place: 'the configuration'})
  const {header, reasons} = createPolicy(needs)
  const lines = ['', 'Each entry beyond the site itself, and what needs it:', ...reasons.map(describeReason)]
  process.stderr.write(`${[...lines, '', ...findNotes(reasons, options)].join('\n')}\n`)
  process.stdout.write(`${header}\n`)
}

function describeSite({siteConfig, plugins}: Props, options: PluginOptions): SiteParts {
  const {algolia} = siteConfig.themeConfig as {algolia?: {appId?: unknown}}
  return {
    backendUrl: selectBackendUrl(options, 'production'),
    element: options.element,
    plugins: plugins.map(({name}) => name),
    ...(typeof algolia?.appId === 'string' && {algoliaAppId: algolia.appId}),
  }
}

/** What all pages and style sheets of a build need, of every locale: these lie in folders below the default one's. */
async function readBuild({outDir, baseUrl, siteConfig}: Props): Promise<PlacedNeed[]> {
  const {readPage} = await import('./html.ts')
  const {readCss} = await import('./css.ts')
  const readers: {[extension: string]: (text: string, address: URL) => Need[]} = {'.html': readPage, '.css': readCss}
  const files = await readdir(outDir, {recursive: true}).catch(() => [])
  if (!files.some((file) => file.endsWith('.html'))) {
    throw new Error(
      `There are no built pages in ${outDir}. Run "docusaurus build" first, or name their folder by --out-dir.`,
    )
  }
  const root = new URL(baseUrl, siteConfig.url)
  const needs: PlacedNeed[] = []
  for (const file of files.toSorted((a, b) => (a < b ? -1 : 1))) {
    const read = readers[path.extname(file)]
    if (!read) continue
    const place = file.replaceAll(path.sep, '/')
    const text = await readFile(path.join(outDir, file), 'utf8')
    for (const need of read(text, new URL(place, root))) needs.push({...need, place})
  }
  return needs
}

function describeReason({directive, source, why, place, others}: Reason): string {
  return `  ${directive} ${source}\n      for ${why} (${place}${others > 0 ? ` and ${others} more` : ''})`
}

/** What cannot be read from a build. */
function findNotes(reasons: Reason[], {element, clientConfig}: PluginOptions): string[] {
  const isElsewhere = ({directive, source}: Reason) =>
    (directive === 'script-src' || directive === 'style-src') && source.startsWith('http')
  const notes = [
    "What scripts add to a page in the browser stands in no file. Use the site once with the policy, and look at the browser's console.",
    ...(reasons.some(isElsewhere) || element !== 'bundled'
      ? ['Scripts and style sheets from elsewhere may fetch more from there: their makers say what.']
      : []),
    ...(clientConfig === undefined
      ? []
      : [`What ${clientConfig} asks of other servers needs its place in connect-src.`]),
    'frame-ancestors says who may show the site in a frame; it works as a header only, not in a <meta>.',
    'Inline scripts are named by their hash: run this again after each build that changes them, as an update of Docusaurus does.',
  ]
  return notes.map((note) => `Note: ${note}`)
}
