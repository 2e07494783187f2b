import {describeShortcut} from './describe-shortcut.ts'

test.each([
  ['mod+i', 'Control+I Meta+I'],
  ['ctrl+shift+/', 'Control+shift+/'],
  ['alt+a', 'alt+A'],
])('%s is announced as %s', (shortcut, expected) => {
  expect(describeShortcut(shortcut).toLowerCase()).toBe(expected.toLowerCase())
})
