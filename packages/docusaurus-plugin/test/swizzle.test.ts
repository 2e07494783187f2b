/** Swizzles as the README says, with the command that owners use, and builds the site. */
import {load} from 'cheerio'
import {existsSync} from 'node:fs'
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {bin} from '../../../scripts/lib/paths.js'
import {run} from '../../../scripts/lib/processes.js'
import {generateSite} from '../../../scripts/lib/sites/generate.js'

const SITE = {
  bundler: 'rspack',
  flags: 'v4',
  trailingSlash: false,
  baseUrl: '/',
  root: 'none',
  content: 'docs',
} as const
const PAGES = {
  'docs/exam.mdx': '# Exam\n\nNo help here.\n',
  'docs/ask.mdx': `import Item from '@theme/NavbarItem/ChatKitNavbarItem'\n\n# Ask\n\n<AskChat question="Why?">why</AskChat> <Item label="In the text" />\n`,
}

let site = ''
const docusaurus = (...args: string[]) =>
  run('docusaurus', bin('docusaurus'), args, {
    cwd: site,
    env: {NODE_ENV: 'production', DOCUSAURUS_NO_PERSISTENT_CACHE: 'true', FORCE_COLOR: '0'},
    quiet: true,
  })
const swizzle = (name: string, ...args: string[]) =>
  docusaurus('swizzle', 'docusaurus-plugin-chatkit', name, '--javascript', ...args)
const open = async (page: string) => load(await readFile(path.join(site, 'build', page), 'utf8'))

/** The README's example for a file: the code block whose first line names it. */
async function readExample(file: string): Promise<string> {
  const readme = await readFile(path.join(__dirname, '../README.md'), 'utf8')
  const code = readme.split('```').find((block) => block.includes(`\n// ${file}\n`))
  if (!code) throw new Error(`The README has no example of ${file}.`)
  return code.slice(code.indexOf('\n') + 1)
}

beforeAll(async () => {
  if (!existsSync(path.join(__dirname, '../lib/index.js'))) {
    throw new Error('This test swizzles the built package: run `npm run build` first.')
  }
  site = await generateSite(SITE, {backendUrl: '/'})
  for (const [file, text] of Object.entries(PAGES)) {
    await mkdir(path.dirname(path.join(site, file)), {recursive: true})
    await writeFile(path.join(site, file), text)
  }
  await swizzle('ChatKit', '--wrap')
  await swizzle('AskChat', '--eject')
  await swizzle('NavbarItem/ChatKitNavbarItem', '--eject')
}, 300_000)

afterAll(() => rm(site, {recursive: true, force: true}))

test('what is ejected is code alone', async () => {
  const files = await readdir(path.join(site, 'src/theme'), {recursive: true})
  expect(files.filter((file) => path.extname(file)).toSorted()).toEqual([
    'AskChat/index.jsx',
    'ChatKit/index.js',
    'NavbarItem/ChatKitNavbarItem.jsx',
    'NavbarItem/ChatKitNavbarItem.module.css',
  ])
})

test('a site builds with it as it is, and the examples do what the README says', async () => {
  await docusaurus('build')
  const plain = await open('ask.html')
  expect(plain('article a[href^="?ask="]').text()).toBe('why')
  expect(plain('article button').text()).toBe('In the text')
  expect(plain('button[aria-haspopup="dialog"]')).toHaveLength(1)

  for (const file of ['src/theme/ChatKit/index.js', 'src/theme/AskChat/index.jsx']) {
    await writeFile(path.join(site, file), await readExample(file))
  }
  await docusaurus('build')
  const changed = await open('ask.html')
  expect(changed('article a.button[href="?ask=Why%3F"]').text()).toBe('why')
  expect(changed('button[aria-haspopup="dialog"]')).toHaveLength(1)
  expect((await open('exam.html'))('button[aria-haspopup="dialog"]')).toHaveLength(0)
}, 300_000)

test('the widget itself is not to be ejected: what it is made of changes', async () => {
  await expect(swizzle('ChatKit', '--eject', '--danger')).rejects.toThrow()
}, 60_000)
