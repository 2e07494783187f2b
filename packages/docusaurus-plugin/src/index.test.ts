import {existsSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type {LoadContext, Plugin} from '@docusaurus/types'
import pluginChatKit, {getSwizzleConfig, validateOptions, type Options} from './index.ts'

type Validate = Parameters<typeof validateOptions>[0]['validate']
type Configure = NonNullable<Plugin['configureWebpack']>

const {normalizePluginOptions} = jest.requireActual<{normalizePluginOptions: Validate}>('@docusaurus/utils-validation')

const create = (options: Options = {}, router = 'browser') =>
  pluginChatKit(
    {
      siteDir: '/site',
      siteConfig: {baseUrl: '/book/ur/', themeConfig: {}, future: {experimental_router: router}},
      i18n: {currentLocale: 'ur'},
    } as unknown as LoadContext,
    validateOptions({validate: normalizePluginOptions, options}),
  )

const configure = (plugin: Plugin<never> | null) =>
  plugin?.configureWebpack?.(
    {resolve: {alias: {'@theme/Root': '/core/Root.js'}}},
    false,
    {} as Parameters<Configure>[2],
    {} as never,
  )

test('with the hash router it switches itself off and says why', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  expect(create({}, 'hash')).toBeNull()
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('with the hash router there are no pages to index'))
  warn.mockRestore()
})

test('a production build without an address for the backend stops', () => {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    expect(() => create()).toThrow('Set backendUrl in docusaurus.config')
    expect(create({backendUrl: 'https://assistant.example.org'})).not.toBeNull()
  } finally {
    process.env['NODE_ENV'] = before
  }
})

test('mounts itself, or leaves the Root alone', () => {
  const auto = configure(create() as Plugin<never> | null)
  expect(auto).toMatchObject({resolve: {alias: {'@chatkit/previous/Root': '/core/Root.js'}}})
  const manual = configure(create({mount: 'manual'}) as Plugin<never> | null)
  expect(manual).toEqual({resolve: {alias: {'@chatkit/client-config': expect.stringContaining('noConfig')}}})
})

test('adds to the components of the theme, and to its code blocks and search page only where that is wanted', () => {
  const aliases = (options: Options) => {
    const config = {
      resolve: {
        alias: {
          '@theme/DocItem': '/DocItem.js',
          '@theme/CodeBlock/Buttons/CopyButton': '/Copy.js',
          '@theme/SearchPage': '/SearchPage.js',
        },
      },
    }
    const changes = create({mount: 'manual', ...options})?.configureWebpack?.(
      config,
      false,
      {} as Parameters<Configure>[2],
      {starters: []},
    )
    return Object.keys(changes?.resolve?.alias ?? {}).filter((name) => name.startsWith('@theme/'))
  }
  expect(aliases({})).toEqual(['@theme/DocItem', '@theme/CodeBlock/Buttons/CopyButton', '@theme/SearchPage'])
  expect(aliases({codeBlocks: false, searchPage: false})).toEqual(['@theme/DocItem'])
})

test('tells the browser what is off', async () => {
  const setGlobalData = jest.fn()
  await create({selection: false, askLinks: 'fill', panel: 'docked'})?.contentLoaded?.({
    content: {starters: []},
    actions: {setGlobalData, addRoute: jest.fn(), createData: jest.fn()},
  })
  expect(setGlobalData).toHaveBeenCalledWith(
    expect.objectContaining({selection: false, askLinks: 'fill', panel: 'docked'}),
  )
})

test('gives the browser what it needs and nothing else', async () => {
  const setGlobalData = jest.fn()
  const plugin = create({greeting: 'Hello', starters: ['What is a node?'], index: {exclude: ['/private/**']}})
  const content = await plugin?.loadContent?.()
  await plugin?.contentLoaded?.({
    content: content!,
    actions: {setGlobalData, addRoute: jest.fn(), createData: jest.fn()},
  })
  expect(setGlobalData).toHaveBeenCalledWith({
    backendUrl: 'http://localhost:8000',
    element: 'bundled',
    position: 'end',
    siteRoot: '/book/',
    shortcutName: 'Control+I Meta+I',
    texts: {greeting: 'Hello', starters: [{label: 'What is a node?', prompt: 'What is a node?'}]},
  })
})

test('a suggested question in a page’s front matter that nobody would see is told to the owner', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  const doc = {source: '@site/docs/topics.mdx', frontMatter: {chat_starters: [7]}}
  const allContent = {'docusaurus-plugin-content-docs': {default: {loadedVersions: [{docs: [doc]}]}}}
  void create()?.allContentLoaded?.({
    allContent,
    actions: {setGlobalData: jest.fn(), addRoute: jest.fn(), createData: jest.fn()},
  })
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('docs/topics.mdx: entry 1 of chat_starters is 7'))
  warn.mockRestore()
})

test("offers the theme's texts in the language of the site", async () => {
  expect(await create()?.getDefaultCodeTranslationMessages?.()).toMatchObject({'theme.chatkit.send': 'بھیجیں'})
})

test('writes no index when told not to', async () => {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'chatkit-index-'))
  const props = {outDir} as Parameters<NonNullable<Plugin['postBuild']>>[0]
  await create({index: {enabled: false}, agents: {llmsTxt: false, markdown: false}})?.postBuild?.({
    ...props,
    content: {starters: []},
  })
  expect(existsSync(path.join(outDir, 'chatkit-index.json'))).toBe(false)
  await rm(outDir, {recursive: true})
})

test('offers its components for swizzling', () => {
  expect(Object.keys(getSwizzleConfig().components)).toEqual(['ChatKit', 'AskChat', 'NavbarItem/ChatKitNavbarItem'])
})
