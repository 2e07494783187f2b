import {load} from 'cheerio'
import * as fc from 'fast-check'
import {buildIndex} from './build.ts'
import type {Page} from './types.ts'

const site = {url: 'https://notes.example.org', baseUrl: '/book/', locale: 'en', title: 'Field Notes'}
const page = (path: string): Page => ({
  path,
  file: path,
  docId: 'intro',
  source: 'docs/intro.mdx',
  lastUpdatedAt: null,
  isLatest: true,
})

const build = (pages: {[path: string]: string}, sources?: {[file: string]: string}) =>
  buildIndex({
    site,
    pages: Object.keys(pages).map(page),
    readHtml: (file) => {
      const html = pages[file]
      return html === undefined || html === 'missing'
        ? Promise.reject(new Error('no such file'))
        : Promise.resolve(html)
    },
    ...(sources && {readSource: (file: string) => Promise.resolve(sources[file] ?? null)}),
  })

describe('a section', () => {
  test('knows its place on the site and on its page', async () => {
    const html =
      '<meta name=docusaurus_version content=1.2><main><h1>Topics</h1><h2 id=qos>Quality</h2><p>Text</p></main>'
    const {index} = await build({'/book/docs/topics': html})
    expect(index).toEqual({
      schemaVersion: 1,
      site: {...site, latestVersions: ['1.2']},
      sections: [
        {
          id: '/docs/topics#qos',
          url: '/book/docs/topics#qos',
          title: 'Topics',
          headingPath: ['Topics', 'Quality'],
          anchor: 'qos',
          text: 'Text',
          code: [],
          version: '1.2',
          tag: null,
          docId: 'intro',
          source: 'docs/intro.mdx',
          lastUpdatedAt: null,
          hash: expect.stringMatching(/^[\da-f]{64}$/),
        },
      ],
    })
  })

  test('of a version that readers get by default makes that the latest one', async () => {
    const html: Record<string, string> = {
      '/book/docs/next/a': '<meta name=docusaurus_version content=current><main>next</main>',
      '/book/docs/a': '<meta name=docusaurus_version content=2.0><main>now</main>',
      '/book/docs/1.0/a': '<meta name=docusaurus_version content=1.0><main>then</main>',
      '/book/about': '<main>no docs</main>',
    }
    const {index} = await buildIndex({
      site,
      pages: Object.keys(html).map((path) => Object.assign(page(path), {isLatest: !/next|1\.0/.test(path)})),
      readHtml: (file) => Promise.resolve(html[file] ?? ''),
    })
    expect(index.site.latestVersions).toEqual(['2.0'])
  })

  test('of a page that keeps search engines out is left out, unless the whole site does', async () => {
    const html = '<head><meta name="robots" content="noindex, nofollow"></head><main><h1>A</h1>text</main>'
    const read = (isNoIndexSite: boolean) =>
      buildIndex({site, pages: [page('/book/a')], readHtml: () => Promise.resolve(html), isNoIndexSite})
    expect((await read(false)).index.sections).toEqual([])
    expect((await read(true)).index.sections).toHaveLength(1)
  })

  test('with nothing in it is left out', async () => {
    const {index} = await build({'/book/a': '<main><h1>A</h1><h2 id=b>B</h2><h3 id=c>C</h3>text</main>'})
    expect(index.sections.map(({headingPath}) => headingPath)).toEqual([['A', 'B', 'C']])
  })

  test('keeps its id and hash with another trailing slash only as far as its address stays', async () => {
    const html = '<main><h1>A</h1>text</main>'
    const [bare, slashed] = [await build({'/book/a': html}), await build({'/book/a/': html})]
    expect(bare.index.sections[0]?.id).toBe(slashed.index.sections[0]?.id)
    expect(bare.index.sections[0]?.hash).not.toBe(slashed.index.sections[0]?.hash)
  })

  test('changes its hash when its text does', async () => {
    const hashes = await Promise.all(
      ['one', 'two', 'one'].map(
        async (text) => (await build({'/book/a': `<main>${text}</main>`})).index.sections[0]?.hash,
      ),
    )
    expect(hashes[0]).toBe(hashes[2])
    expect(hashes[0]).not.toBe(hashes[1])
  })

  test('has an address that is safe in a link, readable in every script', async () => {
    const {index} = await build({
      '/book/باب اول': '<main><h2 id="نص (1)">T</h2>text</main>',
      '/book/100%': '<main>x</main>',
    })
    expect(index.sections.map(({url}) => url)).toEqual(['/book/باب%20اول#نص%20%281%29', '/book/100%25'])
  })
})

test('a page that cannot be read is named, and the rest goes on', async () => {
  const {index, broken} = await build({'/book/a': 'missing', '/book/b': '<main>text</main>'})
  expect(broken).toEqual([{path: '/book/a', reason: 'no such file'}])
  expect(index.sections).toHaveLength(1)
})

test('an unlisted page is left out', async () => {
  const {index} = await build({'/book/a': '<main><div class="theme-unlisted-banner">Unlisted</div>text</main>'})
  expect(index.sections).toEqual([])
})

describe('diagrams come from the source', () => {
  const html = '<main><h1>T</h1><h2 id=first>First</h2>a<h2 id=own>Second</h2>b</main>'
  const diagram = (code: string) => ({language: 'mermaid', title: null, code})

  test('each under its heading', async () => {
    const {index} = await build(
      {'/book/a': html},
      {
        'docs/intro.mdx':
          '# T\n## First\n```mermaid\ngraph LR\n```\n## Second {/* #own */}\n```mermaid\ngraph TD\n```\n',
      },
    )
    expect(index.sections.map(({code}) => code)).toEqual([[diagram('graph LR')], [diagram('graph TD')]])
  })

  test('or where the page begins when its heading is not on the page', async () => {
    const {index} = await build({'/book/a': html}, {'docs/intro.mdx': '## Elsewhere\n```mermaid\ngraph LR\n```\n'})
    expect(index.sections[0]).toMatchObject({anchor: '', code: [diagram('graph LR')]})
  })
})

describe('whatever the page is', () => {
  const tag = fc.constantFrom(
    'p', 'div', 'h1', 'h2', 'h3', 'h5', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'details', 'summary', 'a', 'span', 'code', 'pre',
    'math', 'annotation', 'svg', 'template', 'dl', 'dt', 'dd', 'select', 'br', 'img', 'article', 'main', 'sup', 'button',
  ) // prettier-ignore
  const word = fc.oneof(
    fc.string({unit: 'grapheme'}),
    fc.constantFrom('text', '\u200B', '&nbsp;', '&#xD800;', '<', '-->', ' '),
  )
  const attributes = fc.record({
    id: fc.option(fc.constantFrom('a', 'b', 'c d', 'é', '"')),
    class: fc.option(
      fc.constantFrom('katex', 'tabs-container', 'theme-admonition', 'theme-code-block', 'token-line', 'hash-link'),
    ),
    role: fc.option(fc.constantFrom('tab', 'tabpanel')),
  })
  const escape = (value: string) => value.replaceAll('"', '&quot;')
  const {html} = fc.letrec<{html: string; element: string}>((tie) => ({
    html: fc.array(fc.oneof(word, tie('element')), {maxLength: 5}).map((parts) => parts.join('')),
    element: fc.tuple(tag, attributes, tie('html'), fc.boolean()).map(([name, given, inner, closed]) => {
      const written = Object.entries(given).map(([key, value]) => (value === null ? '' : ` ${key}="${escape(value)}"`))
      return `<${name}${written.join('')}>${inner}${closed ? `</${name}>` : ''}`
    }),
  }))
  const document = fc.tuple(fc.constantFrom('', '<main>', '<article>', '<div class=theme-doc-markdown>'), html)

  test('it is read without throwing, ids are unique, addresses resolve, and no junk of heading links is left', async () => {
    await fc.assert(
      fc.asyncProperty(document, async ([start, inner]) => {
        const {index, broken} = await build({'/book/a': start + inner, '/book/b': start + inner})
        expect(broken).toEqual([])
        const ids = new Set(
          load(start + inner)('[id]')
            .toArray()
            .map((element) => element.attribs['id']),
        )
        expect(new Set(index.sections.map(({id}) => id)).size).toBe(index.sections.length)
        for (const {url, anchor, text, headingPath, code} of index.sections) {
          const target = new URL(url, site.url)
          expect(target.pathname).toMatch(/^\/book\/[ab]$/)
          expect(decodeURIComponent(target.hash.slice(1))).toBe(anchor)
          if (anchor !== '') expect(ids).toContain(anchor)
          expect([text, ...headingPath].join('')).not.toMatch(/[\u200B\uFEFF]/)
          expect(text !== '' || code.length > 0).toBe(true)
          expect(text).toBe(text.trim())
        }
      }),
      {numRuns: 300},
    )
  })

  test('the same pages give the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(document, async ([start, inner]) => {
        const [first, second] = [await build({'/book/a': start + inner}), await build({'/book/a': start + inner})]
        expect(JSON.stringify(first.index)).toBe(JSON.stringify(second.index))
      }),
      {numRuns: 50},
    )
  })

  test.each(['<div>', '<span>', '<ul><li>', '<blockquote>', '<table><tr><td>', '<details>', '<b>'])(
    'thousands of %s inside one another',
    async (tags) => {
      const {index, broken} = await build({'/book/a': `<main>${tags.repeat(2_000)}deep`})
      expect(broken).toEqual([])
      expect(index.sections[0]?.text).toContain('deep')
    },
  )
})
