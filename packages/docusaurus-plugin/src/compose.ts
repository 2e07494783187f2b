import logger from '@docusaurus/logger'
import type {Plugin} from '@docusaurus/types'
import path from 'node:path'
import type {PluginOptions} from './options.ts'

type ConfigureWebpack = NonNullable<Plugin['configureWebpack']>
type BundlerConfig = Parameters<ConfigureWebpack>[0]

/** What of the bundler's configuration is changed. */
export interface AliasChanges {
  resolve?: {alias: {[name: string]: string}}
}

/** Before the name of a theme component: what stood there before ours. */
const PREVIOUS = '@chatkit/previous/'

/** What stands in `themeConfig.navbar.items` for the assistant. */
const NAVBAR_TYPE = 'custom-chatKit'

/** The theme components that get something added. */
export function chooseAdditions(
  {mount, codeBlocks, searchPage}: Pick<PluginOptions, 'mount' | 'codeBlocks' | 'searchPage'>,
  themeConfig: unknown,
): string[] {
  return [
    ...(mount === 'auto' ? ['Root'] : []),
    'DocItem',
    'BlogPostPage',
    'MDXPage',
    'MDXComponents',
    // The navbar is part of the script of every page, so whoever has no such item does not pay for it.
    ...(JSON.stringify(themeConfig)?.includes(`"${NAVBAR_TYPE}"`) ? ['NavbarItem/ComponentTypes'] : []),
    ...(codeBlocks ? ['CodeBlock/Buttons/CopyButton'] : []),
    ...(searchPage ? ['SearchPage'] : []),
  ]
}

/**
 * Puts our composer around what `@theme/<name>` resolves to by now, for each of `names`. Shipping components of these names
 * instead would silently replace every other plugin's, and be replaced by the site's own: only one file can hold the alias.
 *
 * @param folder holds the composers, each in a file of its component's name
 */
export function compose(config: BundlerConfig, folder: string, names: readonly string[]): AliasChanges {
  const aliases = config.resolve?.alias
  const known = aliases && !Array.isArray(aliases) ? aliases : {}
  const alias: {[name: string]: string} = {}
  for (const name of names) {
    const previous = known[`@theme/${name}`]
    const composer = path.join(folder, `${name}.jsx`)
    if (name === 'Root' && typeof previous !== 'string') warnOfNoRoot()
    // A theme without it; or a second instance of the plugin, which would make the composer its own previous one.
    if (typeof previous !== 'string' || previous === composer) continue
    alias[PREVIOUS + name] = previous
    alias[`@theme/${name}`] = composer
  }
  return Object.keys(alias).length > 0 ? {resolve: {alias}} : {}
}

function warnOfNoRoot(): void {
  logger.warn(
    "docusaurus-plugin-chatkit found no @theme/Root to stand beside, so the button is on no page. Set mount: 'manual' and render <ChatKit /> from '@theme/ChatKit' in a component of your own.",
  )
}
