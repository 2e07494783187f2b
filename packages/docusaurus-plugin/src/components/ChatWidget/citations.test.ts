import {findDestination, type Site, type SiteRoute} from './citations.ts'

const page = (path: string): SiteRoute => ({path, exact: true})
const NOT_FOUND: SiteRoute = {path: '*'}

/** As Docusaurus nests them: a plugin's layout, a version's, a sidebar's, the page. */
const docs = (root: string, ...paths: string[]): SiteRoute => ({
  path: root,
  routes: [{path: root, routes: [{path: root, routes: paths.map(page)}]}],
})

const site = (...routes: SiteRoute[]): Site => ({
  origin: 'http://localhost:3000',
  publishedOrigin: 'https://book.example',
  siteRoot: '/book/',
  routes: [...routes, NOT_FOUND],
})

const book = site(
  page('/book/'),
  docs('/book/docs/next', '/book/docs/next/a'),
  docs('/book/docs', '/book/docs/a', '/book/docs/ros2/topics', '/book/docs/باب'),
)

test.each([
  ['/book/docs/ros2/topics#quality-of-service', '/book/docs/ros2/topics#quality-of-service'],
  ['/book/', '/book/'],
  ['http://localhost:3000/book/docs/a?q=1', '/book/docs/a?q=1'],
  ['https://book.example/book/docs/a#b', '/book/docs/a#b'],
  ['/book/docs/a.html#b', '/book/docs/a#b'],
  ['/book/docs/a/index.html', '/book/docs/a'],
  ['/book/docs/next/a#b', '/book/docs/next/a#b'],
  ['/book/docs/%D8%A8%D8%A7%D8%A8#%D8%A8', '/book/docs/%D8%A8%D8%A7%D8%A8#%D8%A8'],
  ['/book/docs/باب', '/book/docs/%D8%A8%D8%A7%D8%A8'],
])('%s stays inside the app', (url, path) => {
  expect(findDestination(url, book)).toMatchObject({type: 'page', path})
})

test('what is loaded ahead has the name that its route has', () => {
  expect(findDestination('/book/docs/%D8%A8%D8%A7%D8%A8#x', book)).toMatchObject({route: '/book/docs/باب'})
})

describe('the address is the site’s own, however the link was written', () => {
  test.each([
    ['with a slash', '/book/docs/a/', '/book/docs/a#b', '/book/docs/a/#b'],
    ['without one', '/book/docs/a', '/book/docs/a/#b', '/book/docs/a#b'],
  ])('%s', (_, route, url, path) => {
    expect(findDestination(url, site(docs('/book/docs', route)))).toMatchObject({type: 'page', path})
  })

  test('a route with a part that varies keeps what the link says', () => {
    expect(findDestination('/book/robots/7', site(page('/book/robots/:id')))).toMatchObject({path: '/book/robots/7'})
  })

  test('at the root of its host', () => {
    const atRoot = {...site(page('/'), page('/docs/a')), siteRoot: '/'}
    expect(findDestination('/docs/a#b', atRoot)).toMatchObject({type: 'page', path: '/docs/a#b'})
    expect(findDestination('/index.html', atRoot)).toMatchObject({type: 'page', path: '/'})
  })
})

test.each([
  ['of another locale', '/book/ur/docs/a#b', '/book/ur/docs/a#b'],
  ['that is gone, or new', '/book/docs/gone', '/book/docs/gone'],
  ['outside of every layout', '/book/gone.html', '/book/gone.html'],
  ['that no escape explains', '/book/docs/%E0%A4%A', '/book/docs/%E0%A4%A'],
])('a page %s is a document of its own', (_, url, path) => {
  expect(findDestination(url, book)).toEqual({type: 'document', path})
})

test.each([
  ['https://elsewhere.example/book/docs/a'],
  ['http://localhost:8000/book/docs/a'],
  ['/blog/a'],
  ['/bookshop/a'],
  ['/book/slides.pdf'],
  ['mailto:someone@book.example'],
  ['javascript:alert(1)'],
  ['http://['],
])('%s is left to the browser', (url) => {
  expect(findDestination(url, book)).toBeUndefined()
})
