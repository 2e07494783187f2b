import {findDiagrams} from './diagrams.ts'

const find = (files: {[file: string]: string}) =>
  findDiagrams('docs/a.mdx', (file) => Promise.resolve(files[file] ?? null))
const fence = (code: string) => `\`\`\`mermaid\n${code}\n\`\`\``

test('a diagram belongs to the heading above it, by the id Docusaurus gives that heading', async () => {
  const source = [
    fence('before'),
    '## Two *styled* `words`',
    fence('styled'),
    '## Same',
    '## Same',
    fence('second'),
    '## Old {#given}',
    fence('explicit'),
    '## New {/* #other */}',
    fence('comment'),
  ]
  expect(await find({'docs/a.mdx': source.join('\n\n')})).toEqual([
    {anchor: '', code: 'before'},
    {anchor: 'two-styled-words', code: 'styled'},
    {anchor: 'same-1', code: 'second'},
    {anchor: 'given', code: 'explicit'},
    {anchor: 'other', code: 'comment'},
  ])
})

test('fences of every form, with their indentation taken off', async () => {
  const source = '- item\n\n  ~~~mermaid title="x"\n  graph LR\n    A\n  ~~~\n\n> ```mermaid\n> quoted\n> ```\n'
  expect((await find({'docs/a.mdx': source})).map(({code}) => code)).toEqual(['graph LR\n  A', 'quoted'])
})

test('neither front matter, nor comments, nor code that shows a diagram count', async () => {
  const source = [
    '---\ntitle: mermaid\n# not a heading\n---',
    '## Real',
    '<!--\n' + fence('html') + '\n-->',
    '{/*\n' + fence('mdx') + '\n*/}',
    '````md\n' + fence('shown') + '\n````',
    '```python\n## not a heading\n```',
    fence('yes'),
  ]
  expect(await find({'docs/a.mdx': source.join('\n\n')})).toEqual([{anchor: 'real', code: 'yes'}])
})

test('partials are followed where they stand, also from the folder of the site, and never in a circle', async () => {
  const files = {
    'docs/a.mdx': `import Part from './_part.mdx'\nimport Far from '@site/shared/far.md'\n\n## Here\n\n<Part />\n\n<Far />`,
    'docs/_part.mdx': `import Again from './a.mdx'\n\n${fence('part')}\n\n## Inside\n\n${fence('inside')}\n\n<Again />`,
    'shared/far.md': fence('far'),
  }
  expect(await find(files)).toEqual([
    {anchor: 'here', code: 'part'},
    {anchor: 'inside', code: 'inside'},
    {anchor: 'here', code: 'far'},
  ])
})

test('pages that are not Markdown, or not there, have none', async () => {
  expect(await findDiagrams('src/pages/index.tsx', () => Promise.resolve('```mermaid\nx\n```'))).toEqual([])
  expect(await find({})).toEqual([])
})

test('Windows line ends', async () => {
  expect(await find({'docs/a.mdx': '## H\r\n```mermaid\r\na\r\nb\r\n```\r\n'})).toEqual([{anchor: 'h', code: 'a\nb'}])
})
