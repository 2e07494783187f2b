import {isSameOrigin, parseDeeplink, safeHref} from './links.ts'

test.each([
  '/docs',
  '#part',
  'https://example.org',
  'http://example.org',
  'mailto:a@example.org',
  'chatkit-link://open',
])('%s may become a link', (url) => expect(safeHref(url)).toBe(url))

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'http://[',
])('%j never becomes a link', (url) => expect(safeHref(url)).toBeNull())

test('an address is of this origin when it is relative or says so', () => {
  expect(isSameOrigin('/docs')).toBe(true)
  expect(isSameOrigin(`${location.origin}/docs`)).toBe(true)
  expect(isSameOrigin('https://example.org/docs')).toBe(false)
  expect(isSameOrigin('mailto:a@example.org')).toBe(false)
})

test('a deep link has a name and data', () => {
  expect(parseDeeplink('chatkit-link://open%20page?id=7&tab=two')).toEqual({
    name: 'open page',
    data: {id: '7', tab: 'two'},
  })
  expect(parseDeeplink('https://example.org')).toBeNull()
})
