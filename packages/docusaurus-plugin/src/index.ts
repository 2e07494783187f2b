import logger from '@docusaurus/logger'
import {readDefaultCodeTranslationMessages} from '@docusaurus/theme-translations'
import type {LoadContext, Plugin} from '@docusaurus/types'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {selectBackendUrl} from './backend-url.ts'
import {CLIENT_CONFIG, findClientConfig} from './client-config.ts'
import {chooseAdditions, compose} from './compose.ts'
import type {ChatKitGlobalData, ConfiguredTexts, PluginOptions} from './options.ts'
import {describeShortcut} from './describe-shortcut.ts'
import {findStarterProblems} from './page-starters.ts'
import {findSiteRoot} from './site-root.ts'
import {addIndexCommand} from './content-index/command.ts'
import {addPolicyCommand} from './policy/command.ts'
import {collectTexts, describeTexts, translateTexts} from './texts.ts'

export {getSwizzleConfig} from './swizzle.ts'
export {validateOptions} from './validate-options.ts'
export type {ChatKitGlobalData, ConfiguredTexts, ElementOption, Options, PluginOptions, Starter} from './options.ts'
export type {ClientConfig} from './components/ChatWidget/clientConfig.ts'
export type {CodeBlock, ContentIndex, Section} from './content-index/types.ts'

const NAME = 'docusaurus-plugin-chatkit'
const here = path.dirname(fileURLToPath(import.meta.url))

/** The assistant on every page of a Docusaurus site, and the index of the site's pages that it answers from. */
export default function pluginChatKit(context: LoadContext, options: PluginOptions): Plugin<ConfiguredTexts> | null {
  const {siteConfig, siteDir, i18n} = context
  if (siteConfig.future.experimental_router === 'hash') {
    logger.warn(`${NAME} is off: with the hash router there are no pages to index or to cite.`)
    return null
  }
  const clientConfig = findClientConfig(options.clientConfig, siteDir, path.join(here, 'client', 'noConfig.js'))
  const backendUrl = selectBackendUrl(options, process.env['NODE_ENV'])

  return {
    name: NAME,

    // Resolved by Docusaurus from the folder of this file, which is lib/ once built.
    getThemePath: () => '../lib/theme',
    getTypeScriptThemePath: () => '../src/theme',
    getDefaultCodeTranslationMessages: () =>
      readDefaultCodeTranslationMessages({
        dirPath: path.join(here, 'locales'),
        locale: i18n.currentLocale,
        name: 'chatkit',
      }),

    loadContent: () => collectTexts(options),
    getTranslationFiles: ({content}) => describeTexts(content),
    translateContent: ({content, translationFiles}) => translateTexts(content, translationFiles),

    contentLoaded({content, actions}) {
      const {element, position, shortcut, selection, askLinks, panel} = options
      actions.setGlobalData({
        backendUrl,
        element,
        position,
        siteRoot: findSiteRoot(siteConfig.baseUrl, i18n.currentLocale),
        ...(shortcut && {shortcutName: describeShortcut(shortcut)}),
        // Only what differs from the default: all of this is part of every page.
        ...(!selection && {selection}),
        ...(askLinks !== 'send' && {askLinks}),
        ...(panel === 'docked' && {panel}),
        texts: content,
      } satisfies ChatKitGlobalData)
    },

    allContentLoaded({allContent}) {
      for (const problem of findStarterProblems(allContent)) logger.warn(problem)
    },

    configureWebpack(config) {
      const additions = chooseAdditions(options, siteConfig.themeConfig)
      const {resolve} = compose(config, path.join(here, 'client', 'composers'), additions)
      return {resolve: {alias: {...resolve?.alias, [CLIENT_CONFIG]: clientConfig}}}
    },

    async postBuild(props) {
      // Loaded here because `docusaurus start` never comes this far and need not wait for an HTML parser.
      const {writeAfterBuild} = await import('./content-index/after-build.ts')
      await writeAfterBuild(props, options)
    },

    extendCli(cli) {
      addIndexCommand(cli, options.index)
      addPolicyCommand(cli, options)
    },
  }
}
