import {belowBase, collectPages, toFile, type BuiltSite} from './pages.ts'

const route = (path: string, source?: string, lastUpdatedAt?: number) => ({
  path,
  component: '@theme/Page',
  ...(source && {metadata: {sourceFilePath: source, ...(lastUpdatedAt && {lastUpdatedAt})}}),
})

const built = (changes: Partial<BuiltSite> = {}): BuiltSite => ({
  baseUrl: '/book/',
  routesPaths: ['/book/404.html', '/book/docs/tags', '/book/docs/b', '/book/docs/a', '/book/blog/x', '/book/'],
  routes: [
    {
      ...route('/book/docs'),
      routes: [
        route('/book/docs/tags'),
        {
          ...route('/book/docs'),
          routes: [route('/book/docs/a', 'docs/a.mdx', 86_400_000), route('/book/docs/b', 'docs\\b.md')],
        },
      ],
    },
    route('/book/blog/x', 'blog/x.md'),
    route('/book/', 'src/pages/index.tsx'),
  ],
  routesBuildMetadata: {'/book/docs/b': {noIndex: false}},
  siteConfig: {trailingSlash: false, noIndex: false},
  plugins: [],
  ...changes,
})

const paths = (site: BuiltSite, exclude: string[] = []) => collectPages(site, exclude).map(({path}) => path)

test('pages made from files of the site are read, in the order of their addresses; lists and the 404 page are not', () => {
  expect(paths(built())).toEqual(['/book/', '/book/blog/x', '/book/docs/a', '/book/docs/b'])
})

test('a page carries its source, the date of its last change and its docs id', () => {
  const docs = {loadedVersions: [{docs: [{id: 'a-id', permalink: '/book/docs/a/'}, null, {id: 1}]}]}
  const site = built({
    plugins: [
      {name: 'docusaurus-plugin-content-docs', content: docs},
      {name: 'other', content: null},
    ],
  })
  expect(collectPages(site, []).slice(2)).toEqual([
    {
      path: '/book/docs/a',
      file: 'docs/a.html',
      docId: 'a-id',
      source: 'docs/a.mdx',
      lastUpdatedAt: '1970-01-02T00:00:00.000Z',
      isLatest: true,
    },
    {path: '/book/docs/b', file: 'docs/b.html', docId: null, source: 'docs/b.md', lastUpdatedAt: null, isLatest: true},
  ])
})

test('pages hidden from search engines are left out', () => {
  expect(paths(built({routesBuildMetadata: {'/book/docs/b': {noIndex: true}}}))).not.toContain('/book/docs/b')
})

test('a site that is hidden as a whole is read all the same', () => {
  const hidden = {'/book/docs/a': {noIndex: true}, '/book/docs/b': {noIndex: true}}
  const site = built({routesBuildMetadata: hidden, siteConfig: {trailingSlash: false, noIndex: true}})
  expect(paths(site)).toContain('/book/docs/b')
})

test('globs over addresses below the base leave pages out', () => {
  expect(paths(built(), ['/blog/**', '/docs/b'])).toEqual(['/book/', '/book/docs/a'])
})

test.each([
  ['/docs/a', undefined, 'docs/a/index.html'],
  ['/docs/a', true, 'docs/a/index.html'],
  ['/docs/a/', true, 'docs/a/index.html'],
  ['/docs/a', false, 'docs/a.html'],
  ['/docs/', false, 'docs/index.html'],
  ['/', undefined, 'index.html'],
  ['/', false, 'index.html'],
  ['/', true, 'index.html'],
  ['/old.html', undefined, 'old.html'],
])('%s with trailingSlash %s is the file %s', (path, trailingSlash, file) => {
  expect(toFile(path, trailingSlash)).toBe(file)
})

test('addresses below the base begin with a slash', () => {
  expect([belowBase('/book/a', '/book/'), belowBase('/a', '/'), belowBase('/book/', '/book/')]).toEqual([
    '/a',
    '/a',
    '/',
  ])
})

test('docs of an older version, and of the next one, are told from those that readers get', () => {
  const version = (isLast: boolean, permalink: string) => ({isLast, docs: [{id: 'a', permalink}]})
  const content = {loadedVersions: [version(false, '/book/docs/a'), version(true, '/book/docs/b')]}
  const site = built({plugins: [{name: 'docusaurus-plugin-content-docs', content}]})
  expect(collectPages(site, []).map(({isLatest}) => isLatest)).toEqual([true, true, false, true])
})
