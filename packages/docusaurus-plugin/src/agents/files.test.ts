import {buildIndex} from '../content-index/build.ts'
import type {Page} from '../content-index/types.ts'
import {createAgentFiles, LARGEST_FULL_TEXT, toTwinPath} from './files.ts'

const site = {
  url: 'https://notes.example.org',
  baseUrl: '/book/',
  locale: 'en',
  title: 'Field Notes',
  tagline: 'On robots',
  latestVersions: ['current'],
}
const page = (path: string, isLatest = true): Page => ({
  path,
  file: path,
  docId: null,
  source: null,
  lastUpdatedAt: null,
  isLatest,
})

async function create(
  pages: {[path: string]: string},
  options = {llmsTxt: true, markdown: true},
  isLatest = (_path: string) => true,
) {
  const {documents} = await buildIndex({
    site,
    pages: Object.keys(pages).map((path) => page(path, isLatest(path))),
    readHtml: (file) => Promise.resolve(pages[file] ?? ''),
  })
  const files = createAgentFiles(site, documents, options)
  return {files, read: (path: string) => files.find((file) => file.path === path)?.text}
}

const DOC = `<head><meta name=docusaurus_version content=current></head><main><h1>Topics</h1>
  <p>A topic carries messages.</p><h2 id=use>Use</h2><h3 id=start>Start</h3><p>Run:</p>
  <pre class="language-sh"><code>ros2 run</code></pre><p>and wait.</p></main>`

test.each([
  ['/book/docs/a', '/book/docs/a.md'],
  ['/book/docs/a/', '/book/docs/a/index.md'],
  ['/book/docs/a.html', '/book/docs/a.md'],
  ['/book/', '/book/index.md'],
])('%s has its twin at %s', (path, twin) => {
  expect(toTwinPath(path)).toBe(twin)
})

test('a twin says where it stands and keeps text and code in the order of the page, below all of its headings', async () => {
  const {read} = await create({'/book/docs/topics': DOC})
  expect(read('docs/topics.md')).toBe(`# Topics

Source: https://notes.example.org/book/docs/topics

A topic carries messages.

## Use

### Start

Run:

\`\`\`sh
ros2 run
\`\`\`

and wait.
`)
})

test('code that holds a fence is put in a longer one', async () => {
  const {read} = await create({'/book/a': '<main><h1>A</h1><pre><code>```js\n1\n```</code></pre></main>'})
  expect(read('a.md')).toContain('````text\n```js\n1\n```\n````')
})

test('two headings of one name, apart, are both there', async () => {
  const html = '<main><h1>A</h1><h2 id=b>B</h2><h3 id=x>X</h3>one<h2 id=c>C</h2><h3 id=x-1>X</h3>two</main>'
  const {read} = await create({'/book/a': html})
  expect(read('a.md')?.match(/^#+ .*/gm)).toEqual(['# A', '## B', '### X', '## C', '### X'])
})

test('llms.txt names the site and each page, with how it begins; other versions can be skipped', async () => {
  const old = DOC.replace('content=current', 'content=1.0')
  const home = '<main><h1>Home [beta]</h1><p>Read on.</p></main>'
  const pages = {'/book/': home, '/book/docs/1.0/topics': old, '/book/docs/topics': DOC}
  const {read} = await create(pages, undefined, (path) => !path.includes('1.0'))
  expect(read('llms.txt')).toBe(`# Field Notes

> On robots

## Docs

- [Topics](https://notes.example.org/book/docs/topics.md): A topic carries messages.

## Pages

- [Home \\[beta\\]](https://notes.example.org/book/index.md): Read on.

## Optional

- [Topics (1.0)](https://notes.example.org/book/docs/1.0/topics.md): A topic carries messages.
`)
  expect(read('llms-full.txt')).toContain('# Field Notes\n\n> On robots\n\n## Topics\n\nSource: ')
  expect(read('llms-full.txt')).toContain('### Use\n\n#### Start\n\nRun:')
  expect(read('llms-full.txt')?.match(/A topic carries/g)).toHaveLength(1)
})

test('without twins it leads to the pages themselves, and twins need no list', async () => {
  const list = await create({'/book/docs/topics': DOC}, {llmsTxt: true, markdown: false})
  expect(list.files.map(({path}) => path)).toEqual(['llms.txt', 'llms-full.txt'])
  expect(list.read('llms.txt')).toContain('(https://notes.example.org/book/docs/topics): ')
  const twins = await create({'/book/docs/topics': DOC}, {llmsTxt: false, markdown: true})
  expect(twins.files.map(({path}) => path)).toEqual(['docs/topics.md'])
})

test('a text that is too much for anybody is not written', async () => {
  const long = `<main><h1>Long</h1><p>${'word '.repeat(LARGEST_FULL_TEXT / 5)}</p></main>`
  const {files, read} = await create({'/book/long': long})
  expect(files.map(({path}) => path)).toEqual(['long.md', 'llms.txt'])
  expect(read('llms.txt')).toMatch(/: (word )+word…\n$/)
})

test('addresses are escaped, files are named as they read', async () => {
  const {files, read} = await create({'/book/docs/باب اول': '<main><h1>باب</h1>متن</main>'})
  expect(files[0]?.path).toBe('docs/باب اول.md')
  expect(read('llms.txt')).toContain('(https://notes.example.org/book/docs/باب%20اول.md)')
})

test('an unlisted page and an empty one have neither twin nor line', async () => {
  const unlisted = '<main><div class="theme-unlisted-banner"></div><h1>Hidden</h1>text</main>'
  const {files} = await create({'/book/hidden': unlisted, '/book/empty': '<main><h1>Empty</h1></main>'})
  expect(files.map(({path}) => path)).toEqual(['llms.txt', 'llms-full.txt'])
})
