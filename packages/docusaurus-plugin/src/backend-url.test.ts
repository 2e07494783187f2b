import {selectBackendUrl} from './backend-url.ts'
import {DEFAULT_OPTIONS} from './options.ts'

const options = {id: 'default', ...DEFAULT_OPTIONS}

test('development uses its own', () => {
  expect(selectBackendUrl(options, 'development')).toBe('http://localhost:8000')
})

test('a production build without one stops and shows what to write', () => {
  expect(() => selectBackendUrl(options, 'production')).toThrow(
    "Set backendUrl in docusaurus.config, for example backendUrl: {production: 'https://assistant.example.org'}",
  )
})
