import logger from '@docusaurus/logger'
import type {Plugin} from '@docusaurus/types'

type ConfigureWebpack = NonNullable<Plugin['configureWebpack']>
type BundlerConfig = Parameters<ConfigureWebpack>[0]
type BundlerChanges = Exclude<ReturnType<ConfigureWebpack>, void>

/** The Root that stood before ours: the site's own, another plugin's, or Docusaurus' empty one. */
export const PREVIOUS_ROOT = '@chatkit/previous-root'

/**
 * Puts `rootComposer` around whatever `@theme/Root` resolves to by now. Shipping a `theme/Root` instead would silently
 * replace every other plugin's Root, and be replaced by the site's own: only one file can hold the alias.
 */
export function composeRoot(config: BundlerConfig, rootComposer: string): BundlerChanges {
  const alias = config.resolve?.alias
  const previous = alias && !Array.isArray(alias) ? alias['@theme/Root'] : undefined
  if (typeof previous !== 'string') {
    logger.warn(
      "docusaurus-plugin-chatkit found no @theme/Root to stand beside, so the button is on no page. Set mount: 'manual' and render <ChatKit /> from '@theme/ChatKit' in a component of your own.",
    )
    return {}
  }
  // A second instance of the plugin would make the composer its own previous Root, and the page would never finish rendering.
  if (previous === rootComposer) return {}
  return {resolve: {alias: {[PREVIOUS_ROOT]: previous, '@theme/Root': rootComposer}}}
}
