import {isAllowedImage, toSafeLink} from './url.ts'

const base = 'https://book.example/docs/page'

test.each([
  ['https://other.example/x', {href: 'https://other.example/x', external: true}],
  ['HTTP://other.example', {href: 'HTTP://other.example', external: true}],
  ['https://book.example/docs/two#a', {href: 'https://book.example/docs/two#a', external: false}],
  ['../two', {href: '../two', external: false}],
  ['#here', {href: '#here', external: false}],
  ['mailto:a@example.org', {href: 'mailto:a@example.org', external: false}],
  ['chatkit-link://open?id=1', {href: 'chatkit-link://open?id=1', external: false}],
  ['//other.example/x', {href: 'https://other.example/x', external: true}],
  ['/\\other.example', {href: 'https://other.example', external: true}],
  ['\\\\other.example', {href: 'https://other.example', external: true}],
])('%s is a link', (address, link) => {
  expect(toSafeLink(address, base)).toEqual(link)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\u200Bscript:alert(1)',
  '\u202Ehttps://other.example',
  'vbscript:x',
  'data:text/html,<script>x</script>',
  'blob:https://book.example/1',
  'file:///etc/passwd',
  'ftp://other.example',
  'https://',
])('%j is no link', (address) => {
  expect(toSafeLink(address, base)).toBeUndefined()
})

test('images load from the site and from allowed domains with what is below them', () => {
  const domains = ['example.org', '*.example.net']
  expect(isAllowedImage('/img/a.png', base, [])).toBe(true)
  expect(isAllowedImage('https://book.example/a.png', base, [])).toBe(true)
  expect(isAllowedImage('https://img.example.org/a.png', base, domains)).toBe(true)
  expect(isAllowedImage('https://cdn.example.net/a.png', base, domains)).toBe(true)
  expect(isAllowedImage('chatkit-link://open', base, domains)).toBe(false)
  expect(isAllowedImage('https://notexample.org/a.png', base, domains)).toBe(false)
  expect(isAllowedImage('https://example.org.other.example/a.png', base, domains)).toBe(false)
  expect(isAllowedImage('https://example.org@other.example/a.png', base, domains)).toBe(false)
  expect(isAllowedImage('//other.example/a.png', base, domains)).toBe(false)
  expect(isAllowedImage('data:image/png;base64,AA', base, domains)).toBe(false)
  expect(isAllowedImage('https://other.example/a.png', base, [''])).toBe(false)
})
