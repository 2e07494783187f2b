import {findStarterProblems} from './page-starters.ts'

const page = (chat_starters: unknown, file = 'docs/topics.mdx') => ({
  source: `@site/${file}`,
  frontMatter: {chat_starters},
})
const inDocs = (...docs: object[]) => ({'docusaurus-plugin-content-docs': {default: {loadedVersions: [{docs}]}}})

test('good ones, none, and the empty list that keeps them out are no problem', () => {
  const good = ['What is a node?', {label: 'Topics', prompt: 'What is a topic?'}]
  expect(findStarterProblems(inDocs(page(good), page([]), page(undefined), {source: '@site/docs/a.md'}))).toEqual([])
})

test('an entry that is no question is told with its file, its place and what it is', () => {
  expect(findStarterProblems(inDocs(page(['Good?', 7, {label: 'Topics'}, ' '])))).toEqual([
    'docs/topics.mdx: entry 2 of chat_starters is 7. Write a text, or {label, prompt}.',
    'docs/topics.mdx: entry 3 of chat_starters is {"label":"Topics"}. Write a text, or {label, prompt}.',
    'docs/topics.mdx: entry 4 of chat_starters is " ". Write a text, or {label, prompt}.',
  ])
})

test('a colon, which makes a key of the text before it, is named as the cause', () => {
  expect(findStarterProblems(inDocs(page([{'Quality of service': 'which policy fits?'}])))).toEqual([
    'docs/topics.mdx: entry 1 of chat_starters is {"Quality of service":"which policy fits?"}. Write a text, or {label, prompt}. A text with a colon in it needs quotes.',
  ])
})

test.each([['What is a node?'], [null], [{label: 'a', prompt: 'b'}]])('%j instead of a list', (value) => {
  expect(findStarterProblems(inDocs(page(value)))).toEqual([
    `docs/topics.mdx: chat_starters is ${JSON.stringify(value)}. Write a list of questions.`,
  ])
})

test('all kinds of pages are looked at, of every version and instance of their plugins', () => {
  const problems = findStarterProblems({
    'docusaurus-plugin-content-docs': {
      default: {loadedVersions: [{docs: [page(1, 'docs/a.md')]}, {docs: [page(1, 'versioned_docs/v1/a.md')]}]},
      community: {loadedVersions: [{docs: [page(1, 'community/b.md')]}]},
    },
    'docusaurus-plugin-content-blog': {default: {blogPosts: [{metadata: page(1, 'blog/c.md')}]}},
    'docusaurus-plugin-content-pages': {default: [page(1, 'src/pages/d.md'), {type: 'jsx'}]},
    'some-other-plugin': {default: undefined},
  })
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    'docs/a.md',
    'versioned_docs/v1/a.md',
    'community/b.md',
    'blog/c.md',
    'src/pages/d.md',
  ])
})

test('content of another shape than today’s stops no build', () => {
  for (const content of [null, {}, {loadedVersions: 'none'}, {loadedVersions: [null, {docs: [null, 3]}]}]) {
    expect(findStarterProblems({'docusaurus-plugin-content-docs': {default: content}})).toEqual([])
  }
  expect(findStarterProblems({'docusaurus-plugin-content-blog': {default: {blogPosts: [{}]}}})).toEqual([])
})
