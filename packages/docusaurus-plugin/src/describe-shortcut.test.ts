import {describeShortcut} from './describe-shortcut.ts'

test.each([
  ['mod+i', 'Control+I Meta+I'],
  ['ctrl+shift+/', 'Control+Shift+/'],
  ['alt+a', 'Alt+A'],
  ['meta+ctrl+k', 'Control+Meta+K'],
])('%s is announced as %s', (shortcut, expected) => {
  expect(describeShortcut(shortcut)).toBe(expected)
})
