import {findSiteRoot} from './site-root.ts'

test.each([
  ['/book/', 'en', '/book/'],
  ['/book/ur/', 'ur', '/book/'],
  ['/ur/', 'ur', '/'],
  ['/', 'en', '/'],
  ['/our/', 'ur', '/our/'],
])('the root of %s in %s is %s', (baseUrl, locale, root) => {
  expect(findSiteRoot(baseUrl, locale)).toBe(root)
})
