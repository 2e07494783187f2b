/** Builds a small site with the built package, as its owner would, and looks at what comes out. */
import {load} from 'cheerio'
import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'
import type {ContentIndex} from '../src/content-index/types.ts'

const ROOT = path.join(__dirname, '../../..')
const wrapRoot = (name: string, inner: string, wrap: (children: string) => string) =>
  `${inner}\nexport default function Root({children}) { return ${wrap(`<div data-root="${name}">{children}</div>`)} }\n`

const FILES = {
  'package.json': '{"name": "small-site", "private": true}',
  'docusaurus.config.js': `
    import path from 'node:path'
    import remarkMath from 'remark-math'
    import rehypeKatex from 'rehype-katex'
    const otherPlugin = () => ({name: 'other-plugin', getThemePath: () => path.resolve('other-theme')})
    export default {
      title: 'Field Notes', tagline: 'Notes from the field', url: 'https://notes.example.org', baseUrl: '/book/', trailingSlash: false,
      future: {v4: true, faster: {rspackBundler: true, swcJsLoader: true, swcJsMinimizer: true, swcHtmlMinimizer: true, lightningCssMinimizer: true, mdxCrossCompilerCache: true}},
      i18n: {defaultLocale: 'en', locales: ['en', 'ur'], localeConfigs: {ur: {direction: 'rtl'}}},
      markdown: {mermaid: true},
      themeConfig: {navbar: {items: [{type: 'custom-chatKit', label: 'Ask here'}, {type: 'custom-own'}]}},
      presets: [['classic', {blog: false, docs: {remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex]}, pages: {}}]],
      plugins: [
        otherPlugin,
        ['docusaurus-plugin-chatkit', {backendUrl: '/assistant/', greeting: 'Hello, reader', clientConfig: './src/chat.client.ts', index: {exclude: ['/docs/left-out']}}],
      ],
    }`,
  'docs/intro.mdx':
    '---\nslug: /\n---\n# Introduction\n\nWelcome 🤖.\n\n## Force\n\nIt is $F = ma$.\n\n```mermaid\ngraph LR\n  A --> B\n```\n\n### Why\n\nBecause.\n',
  'docs/topics.mdx':
    '---\nchat_starters: [Which policy fits a camera?]\n---\n# Topics\n\n## Quality of service\n\n<AskChat question="Why, & when?">Ask why</AskChat> <Own />\n\n```python title="node.py"\nimport rclpy\n```\n',
  'docs/left-out.mdx': '# Left out\n\nNot for the assistant.\n',
  'docs/hidden.mdx': '---\nunlisted: true\n---\n# Hidden\n\nSecret.\n',
  'src/pages/index.jsx': `import Layout from '@theme/Layout'\nexport default () => <Layout><main><h1>Home</h1><p>Read on.</p></main></Layout>\n`,
  'src/chat.client.ts':
    "import type {ClientConfig} from 'docusaurus-plugin-chatkit'\nexport default {transformPageContext: ({url}) => ({url, title: 'told-by-the-owner'})} satisfies ClientConfig\n",
  'src/theme/Root.jsx': wrapRoot(
    'site',
    `import Original from '@theme-original/Root'`,
    (inner) => `<Original>${inner}</Original>`,
  ),
  'src/theme/MDXComponents.jsx': `import Original from '@theme-original/MDXComponents'\nexport default {...Original, Own: () => <b>Own component</b>}\n`,
  'src/theme/NavbarItem/ComponentTypes.jsx': `import Original from '@theme-original/NavbarItem/ComponentTypes'\nexport default {...Original, 'custom-own': () => <b>Own item</b>}\n`,
  'src/theme/DocItem/index.jsx': `import Original from '@theme-original/DocItem'\nexport default (props) => <div data-own-doc><Original {...props} /></div>\n`,
  'other-theme/Root.jsx': wrapRoot('plugin', '', (inner) => inner),
  'i18n/ur/docusaurus-plugin-chatkit/texts.json': '{"greeting": {"message": "خوش آمدید"}}',
}

let site = ''
let log = ''
const open = async (file: string) => load(await readFile(path.join(site, 'build', file), 'utf8'))
const readIndex = async (file: string) =>
  JSON.parse(await readFile(path.join(site, 'build', file), 'utf8')) as ContentIndex

beforeAll(async () => {
  if (!existsSync(path.join(__dirname, '../lib/index.js'))) {
    throw new Error('This test builds a site with the built package: run `npm run build` first.')
  }
  site = await realpath(await mkdtemp(path.join(os.tmpdir(), 'chatkit-site-')))
  for (const [file, content] of Object.entries(FILES)) {
    await mkdir(path.dirname(path.join(site, file)), {recursive: true})
    await writeFile(path.join(site, file), content)
  }
  await symlink(path.join(ROOT, 'node_modules'), path.join(site, 'node_modules'))
  const cli = require.resolve('@docusaurus/core/bin/docusaurus.mjs')
  const env = {...process.env, NODE_ENV: 'production', DOCUSAURUS_NO_PERSISTENT_CACHE: 'true', FORCE_COLOR: '0'}
  const {stdout, stderr} = await promisify(execFile)(process.execPath, [cli, 'build'], {cwd: site, env})
  log = stdout + stderr
}, 600_000)

afterAll(() => rm(site, {recursive: true, force: true}))

test.each([
  ['index.html', 'Ask the assistant'],
  ['docs.html', 'Ask the assistant'],
  ['docs/topics.html', 'Ask the assistant'],
  ['404.html', 'Ask the assistant'],
  ['ur/docs.html', 'معاون سے پوچھیں'],
])(
  '%s has the button in its first HTML, once, beside the roots of the site and of another plugin',
  async (file, name) => {
    const $ = await open(file)
    const button = $(`button[aria-label="${name}"][aria-haspopup="dialog"][aria-expanded="false"]`)
    expect(button).toHaveLength(1)
    expect($('[data-root="site"]')).toHaveLength(1)
    expect($('[data-root="plugin"] [data-root="site"]')).toHaveLength(1)
  },
)

test('the navbar has the assistant’s item beside the site’s own kinds, in its first HTML', async () => {
  const $ = await open('docs/topics.html')
  const item = $('.navbar button.navbar__link')
  expect(item.text()).toBe('Ask here')
  expect(item.attr('popovertarget')).toBe($('span[popover]').attr('id'))
  expect($('.navbar').text()).toContain('Own item')
})

test('MDX has the link that asks without an import, beside the site’s own components', async () => {
  const $ = await open('docs/topics.html')
  const link = $('article a[href^="?ask="]')
  expect([link.text(), link.attr('href')]).toEqual(['Ask why', '?ask=Why%2C%20%26%20when%3F'])
  expect($('[data-own-doc] article').text()).toContain('Own component')
})

test('only the script of a page knows its suggested questions', async () => {
  const folder = path.join(site, 'build/assets/js')
  const names = await readdir(folder)
  const sources = await Promise.all(
    names
      .filter((name) => name.endsWith('.js'))
      .map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]),
  )
  const found = sources.filter(([, source]) => source?.includes('Which policy fits a camera?')).map(([name]) => name)
  expect(found).toHaveLength(1)
  expect(found[0]).not.toMatch(/^(main|common)\./)
})

test('the index has the pages of its locale, and neither unlisted nor excluded ones', async () => {
  const [english, urdu] = [await readIndex('chatkit-index.json'), await readIndex('ur/chatkit-index.json')]
  expect(english.site).toEqual({
    url: 'https://notes.example.org',
    baseUrl: '/book/',
    locale: 'en',
    title: 'Field Notes',
    latestVersions: ['current'],
  })
  expect(english.sections.map(({url}) => url)).toEqual([
    '/book/',
    '/book/docs',
    '/book/docs#force',
    '/book/docs#why',
    '/book/docs/topics#quality-of-service',
  ])
  expect(urdu.site).toMatchObject({baseUrl: '/book/ur/', locale: 'ur'})
  expect(urdu.sections.map(({id}) => id)).toEqual(english.sections.map(({id}) => id))
  expect(log).toContain('Content index: 3 pages, 5 sections')
})

test('a section says what its source says, with formula, diagram and code', async () => {
  const {sections} = await readIndex('chatkit-index.json')
  expect(sections[2]).toMatchObject({
    id: '/docs#force',
    headingPath: ['Introduction', 'Force'],
    text: 'It is $F = ma$.',
    code: [{language: 'mermaid', title: null, code: 'graph LR\n  A --> B'}],
    version: 'current',
    tag: 'docs-default-current',
    docId: 'intro',
    source: 'docs/intro.mdx',
  })
  expect(sections[4]?.code).toEqual([{language: 'python', title: 'node.py', code: 'import rclpy'}])
})

test('every address in the index leads to a heading of a built page', async () => {
  const {sections} = await readIndex('chatkit-index.json')
  for (const {url, anchor} of sections) {
    const {pathname} = new URL(url, 'https://notes.example.org')
    const below = pathname.replace('/book', '')
    const $ = await open(below === '/' ? 'index.html' : `${below}.html`)
    if (anchor !== '') expect($(`[id="${anchor}"]`)).toHaveLength(1)
  }
})

test('each locale has its pages as Markdown too, and a list of them', async () => {
  const read = (file: string) => readFile(path.join(site, 'build', file), 'utf8')
  const start = '# Introduction\n\nSource: https://notes.example.org/book/docs\n\nWelcome 🤖.\n'
  expect((await read('docs.md')).slice(0, start.length)).toBe(start)
  expect(await read('docs.md')).toContain('## Force\n\nIt is $F = ma$.\n\n```mermaid\ngraph LR')
  const list = await read('llms.txt')
  expect(list).toMatch(/^# Field Notes\n\n> Notes from the field\n\n## Docs\n/)
  const links = list.matchAll(/\]\(https:\/\/notes\.example\.org\/book\/(.*?)\)/g)
  const addresses = Array.from(links, ([, address = '']) => address)
  expect(addresses).toEqual(['docs.md', 'docs/topics.md', 'index.md'])
  for (const address of addresses) expect(await read(address)).toMatch(/^# /)
  expect(await read('ur/llms.txt')).toContain('(https://notes.example.org/book/ur/docs/topics.md)')
})

test('the index can be written again from the built pages, without a build', async () => {
  const file = path.join(site, 'again.json')
  const cli = require.resolve('@docusaurus/core/bin/docusaurus.mjs')
  const args = [cli, 'chat:index', '--locale', 'en', '--out', file]
  const env = {...process.env, FORCE_COLOR: '0'}
  const {stdout} = await promisify(execFile)(process.execPath, args, {cwd: site, env})
  expect(stdout).toContain('Content index: 3 pages, 5 sections')
  expect(await readFile(file, 'utf8')).toBe(await readFile(path.join(site, 'build/chatkit-index.json'), 'utf8'))
}, 120_000)

test('the browser gets the address without its slash, and the configured texts in the language of the page', async () => {
  const says = async (folder: string) => {
    const names = await readdir(path.join(site, 'build', folder))
    const main = names.find((name) => /^main\..*\.js$/.test(name)) ?? 'no main script'
    const script = await readFile(path.join(site, 'build', folder, main), 'utf8')
    return {
      address: /backendUrl['"]?:['"]\/assistant['"]/.test(script),
      urdu: script.includes('خوش آمدید') || script.includes(toEscapes('خوش آمدید')),
    }
  }
  expect(await says('assets/js')).toEqual({address: true, urdu: false})
  expect(await says('ur/assets/js')).toEqual({address: true, urdu: true})
})

test("the owner's own functions come with the panel, not with every page", async () => {
  const folder = path.join(site, 'build/assets/js')
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  const holders: string[] = []
  for (const name of scripts) {
    if ((await readFile(path.join(folder, name), 'utf8')).includes('told-by-the-owner')) holders.push(name)
  }
  expect(holders).toHaveLength(1)
  expect(holders[0]).not.toMatch(/^(main|runtime)/)
})

/** As a minifier writes it: `\u062E` and so on, the spaces as they are. */
function toEscapes(text: string): string {
  return text.replace(
    /[\u0080-\uFFFF]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
