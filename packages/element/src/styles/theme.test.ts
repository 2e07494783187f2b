import {resolveOptions} from '../options.ts'
import {applyTheme} from './theme.ts'

const themeOf = (theme: unknown) => resolveOptions({api: {url: '/x', domainKey: 'x'}, theme}).theme

test('a theme becomes custom properties, and the next one takes away what it does not name', () => {
  const root = document.createElement('div')
  applyTheme(root, themeOf({color: {accent: {primary: '#0f766e', level: 2}}, typography: {baseSize: 16}}))
  expect(root.style.getPropertyValue('--theme-accent')).toBe('#0f766e')
  expect(root.style.getPropertyValue('--theme-size')).toBe('16px')
  applyTheme(root, themeOf('dark'))
  expect(root.style.getPropertyValue('--theme-accent')).toBe('')
})

test.each([
  [undefined, 'light'],
  ['dark', 'dark'],
  [{colorScheme: 'dark'}, 'dark'],
  [{colorScheme: 'sepia'}, 'light'],
] as const)('theme %j is %s', (theme, scheme) => {
  expect(themeOf(theme).colorScheme).toBe(scheme)
})
