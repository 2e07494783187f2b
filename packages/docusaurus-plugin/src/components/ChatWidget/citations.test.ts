import {toSitePath, type Site} from './citations.ts'

const site: Site = {
  origin: 'http://localhost:3000',
  baseUrl: '/book/',
  publishedOrigin: 'https://book.example',
  locales: ['en', 'ur'],
}

test.each([
  ['/book/docs/ros2/topics#quality-of-service', '/book/docs/ros2/topics#quality-of-service'],
  ['/book/', '/book/'],
  ['http://localhost:3000/book/docs/a?q=1', '/book/docs/a?q=1'],
  ['https://book.example/book/docs/a#b', '/book/docs/a#b'],
  ['/book/docs/a.html#b', '/book/docs/a.html#b'],
  ['/book/docs/%D8%A7#%D8%A8', '/book/docs/%D8%A7#%D8%A8'],
])('%s stays inside the app', (url, path) => {
  expect(toSitePath(url, site)).toBe(path)
})

test.each([
  ['https://elsewhere.example/book/docs/a'],
  ['http://localhost:8000/book/docs/a'],
  ['/blog/a'],
  ['/bookshop/a'],
  ['/book/ur/docs/a'],
  ['/book/slides.pdf'],
  ['mailto:someone@book.example'],
  ['javascript:alert(1)'],
  ['http://['],
])('%s is left to the browser', (url) => {
  expect(toSitePath(url, site)).toBeUndefined()
})
